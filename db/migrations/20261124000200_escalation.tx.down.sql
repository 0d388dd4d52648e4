-- Mails to send.
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

DROP TABLE notification_attempts;
DROP TABLE notifications;
DROP INDEX incidents_maintenance_due;
DROP INDEX incidents_ack_due;
DROP INDEX incidents_snooze_due;
DROP INDEX incidents_escalation_due;
ALTER TABLE incidents DROP COLUMN webhook_sequence;
ALTER TABLE incidents DROP COLUMN maintenance_until;
ALTER TABLE incidents DROP COLUMN ack_timeout_at;
ALTER TABLE incidents DROP COLUMN next_escalation_at;
ALTER TABLE incidents DROP COLUMN escalation_reached;
ALTER TABLE incidents DROP COLUMN escalation_last;
ALTER TABLE incidents DROP COLUMN escalation_step;
ALTER TABLE incidents DROP COLUMN escalation_pass;
ALTER TABLE incidents DROP COLUMN escalation_run;
ALTER TABLE incidents DROP COLUMN policy_version;
ALTER TABLE incidents DROP COLUMN policy_id;
