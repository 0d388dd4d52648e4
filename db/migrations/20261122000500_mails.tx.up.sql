-- Mails to send: rows of the outbox, stored by the transaction that causes them.
CREATE TABLE mails (
  environment     TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id              TEXT NOT NULL,
  recipient       TEXT NOT NULL,
  subject         TEXT NOT NULL,
  body            TEXT NOT NULL, -- emptied when there is nothing left to do: it may hold a token
  attempts        BIGINT NOT NULL,
  next_attempt_at TIMESTAMPTZ,   -- NULL: sent, or given up
  sent_at         TIMESTAMPTZ,
  last_error      TEXT,
  created_at      TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id)
);

CREATE INDEX mails_due ON mails (environment, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
