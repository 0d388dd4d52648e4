-- How far an incident has escalated, and what is due of it by itself.

-- The version of the policy that it began with; NULL: its service has none. There is no
-- foreign key, as each would cost a look-up for every alert: a version of a policy is
-- never deleted.
ALTER TABLE incidents ADD COLUMN policy_id TEXT;
ALTER TABLE incidents ADD COLUMN policy_version BIGINT;
ALTER TABLE incidents ADD COLUMN escalation_run BIGINT NOT NULL DEFAULT 0;  -- how often it has begun with the first step
ALTER TABLE incidents ADD COLUMN escalation_pass BIGINT NOT NULL DEFAULT 0; -- how often all steps are done
ALTER TABLE incidents ADD COLUMN escalation_step BIGINT NOT NULL DEFAULT 0; -- the index of the next step
ALTER TABLE incidents ADD COLUMN escalation_last BIGINT NOT NULL DEFAULT 0; -- the step that ran last, from 1; 0: none has
ALTER TABLE incidents ADD COLUMN escalation_reached BOOLEAN NOT NULL DEFAULT FALSE; -- this pass has reached somebody
ALTER TABLE incidents ADD COLUMN next_escalation_at TIMESTAMPTZ; -- NULL: no step is due
ALTER TABLE incidents ADD COLUMN ack_timeout_at TIMESTAMPTZ;     -- NULL: its acknowledgement lasts
ALTER TABLE incidents ADD COLUMN maintenance_until TIMESTAMPTZ;  -- NULL: no maintenance holds it up
ALTER TABLE incidents ADD COLUMN webhook_sequence BIGINT NOT NULL DEFAULT 0; -- of the last webhook that told of it

-- The engine asks for what is due whenever it may have changed.
CREATE INDEX incidents_escalation_due ON incidents (environment, next_escalation_at) WHERE next_escalation_at IS NOT NULL;
CREATE INDEX incidents_snooze_due ON incidents (environment, snoozed_until) WHERE snoozed_until IS NOT NULL;
CREATE INDEX incidents_ack_due ON incidents (environment, ack_timeout_at) WHERE ack_timeout_at IS NOT NULL;
CREATE INDEX incidents_maintenance_due ON incidents (environment, maintenance_until) WHERE maintenance_until IS NOT NULL;

-- What is sent to people: rows of the outbox, stored by the transaction that causes
-- them, with what is sent.
CREATE TABLE notifications (
  environment     TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id              TEXT NOT NULL,
  user_id         TEXT NOT NULL,
  incident_id     TEXT,          -- NULL: a letter about the user's account
  occasion        TEXT NOT NULL, -- what it tells of: a step of a run of an escalation, an assignment
  channel         TEXT NOT NULL CHECK (channel IN ('EMAIL', 'SLACK', 'TEAMS', 'WEBHOOK', 'INBOX')),
  destination     TEXT NOT NULL, -- an e-mail address, or the sealed URL
  subject         TEXT NOT NULL,
  body            TEXT NOT NULL, -- of a letter, emptied when there is nothing left to do: it may hold a token
  status          TEXT NOT NULL CHECK (status IN ('PENDING', 'SENT', 'FAILED', 'SUPPRESSED')),
  attempts        BIGINT NOT NULL,
  next_attempt_at TIMESTAMPTZ, -- NULL: there is nothing left to do
  last_error      TEXT,
  read_at         TIMESTAMPTZ, -- NULL: not read in the inbox
  created_at      TIMESTAMPTZ NOT NULL,
  finished_at     TIMESTAMPTZ,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id),
  FOREIGN KEY (environment, incident_id) REFERENCES incidents (environment, id) ON DELETE CASCADE
);

-- Two servers cannot page somebody twice for one thing.
CREATE UNIQUE INDEX notifications_once ON notifications (environment, incident_id, occasion, user_id, channel) WHERE incident_id IS NOT NULL;
CREATE INDEX notifications_due ON notifications (environment, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX notifications_incident ON notifications (environment, incident_id, created_at, id) WHERE incident_id IS NOT NULL;
CREATE INDEX notifications_inbox ON notifications (environment, user_id, created_at, id) WHERE channel = 'INBOX';
CREATE INDEX notifications_user ON notifications (environment, user_id);

CREATE TABLE notification_attempts (
  environment     TEXT NOT NULL,
  notification_id TEXT NOT NULL,
  number          BIGINT NOT NULL, -- from 1
  error           TEXT,            -- NULL: it was sent
  answer          TEXT NOT NULL,   -- the first 4 kB
  latency_ms      BIGINT NOT NULL,
  created_at      TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, notification_id, number),
  FOREIGN KEY (environment, notification_id) REFERENCES notifications (environment, id) ON DELETE CASCADE
);

DROP TABLE mails;
