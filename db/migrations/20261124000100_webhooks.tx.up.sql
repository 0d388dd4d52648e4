-- Endpoints that are told of incidents, and what is to be sent to them: the outbox.

CREATE TABLE webhooks (
  environment      TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id               TEXT NOT NULL,
  name             TEXT NOT NULL,
  description      TEXT,
  url              TEXT NOT NULL,
  events           JSON NOT NULL,
  service_ids      JSON NOT NULL, -- empty: of all services
  team_ids         JSON NOT NULL,
  urgencies        JSON NOT NULL,
  header_names     JSON NOT NULL,
  headers          TEXT NOT NULL, -- sealed: their values
  secret           TEXT NOT NULL, -- sealed
  old_secret       TEXT,          -- sealed; signs as well up to old_secret_until
  old_secret_until TIMESTAMPTZ,
  status           TEXT NOT NULL CHECK (status IN ('ENABLED', 'DISABLED')),
  disabled_reason  TEXT,
  disabled_at      TIMESTAMPTZ,
  failing_since    TIMESTAMPTZ,   -- NULL: the last attempt was a success
  owner_id         TEXT,          -- who made it; NULL: the server itself
  search_text      TEXT NOT NULL,
  version          BIGINT NOT NULL,
  created_at       TIMESTAMPTZ NOT NULL,
  updated_at       TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  CHECK ((old_secret IS NULL) = (old_secret_until IS NULL)),
  CHECK ((status = 'DISABLED') = (disabled_at IS NOT NULL)),
  FOREIGN KEY (environment, owner_id) REFERENCES users (environment, id)
);

CREATE INDEX webhooks_created ON webhooks (environment, created_at, id);

CREATE TABLE webhook_deliveries (
  environment     TEXT NOT NULL,
  id              TEXT NOT NULL,
  webhook_id      TEXT NOT NULL,
  incident_id     TEXT,            -- NULL: a ping
  event           TEXT NOT NULL,
  sequence        BIGINT NOT NULL, -- of the incident
  body            TEXT NOT NULL,   -- the bytes that are sent, the same at every attempt
  status          TEXT NOT NULL CHECK (status IN ('PENDING', 'DELIVERED', 'FAILED')),
  attempt_count   BIGINT NOT NULL, -- all of them: the number of the last
  tried           BIGINT NOT NULL, -- those since it was last asked for
  next_attempt_at TIMESTAMPTZ,     -- NULL: nothing more to do, or it waits for an earlier one of its incident
  last_status     BIGINT,          -- of the last attempt; NULL: nobody answered
  last_error      TEXT,            -- NULL: the last attempt was a success
  created_at      TIMESTAMPTZ NOT NULL,
  finished_at     TIMESTAMPTZ,     -- NULL: pending
{{if not .Postgres}}  PRIMARY KEY (environment, id),
{{end}}  CHECK ((status = 'PENDING') = (finished_at IS NULL)),
  CHECK (status = 'PENDING' OR next_attempt_at IS NULL),
  FOREIGN KEY (environment, webhook_id) REFERENCES webhooks (environment, id) ON DELETE CASCADE,
  FOREIGN KEY (environment, incident_id) REFERENCES incidents (environment, id) ON DELETE CASCADE
);

-- What is due, however many wait behind it.
CREATE INDEX webhook_deliveries_due ON webhook_deliveries (environment, webhook_id, next_attempt_at) WHERE next_attempt_at IS NOT NULL;
CREATE INDEX webhook_deliveries_webhook ON webhook_deliveries (environment, webhook_id, created_at, id);
-- The order in which an endpoint is told of one incident.
CREATE UNIQUE INDEX webhook_deliveries_order ON webhook_deliveries (environment, incident_id, webhook_id, sequence);

{{if .Postgres}}
-- Last, for the reason that incidents have theirs last.
ALTER TABLE webhook_deliveries ADD PRIMARY KEY (environment, id);
{{end}}

CREATE TABLE webhook_attempts (
  environment TEXT NOT NULL,
  delivery_id TEXT NOT NULL,
  number      BIGINT NOT NULL,
  status      BIGINT,         -- NULL: nobody answered
  latency_ms  BIGINT NOT NULL,
  error       TEXT,           -- NULL: a success
  answer      TEXT NOT NULL,  -- the first 4 kB of it
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, delivery_id, number),
  FOREIGN KEY (environment, delivery_id) REFERENCES webhook_deliveries (environment, id) ON DELETE CASCADE
);
