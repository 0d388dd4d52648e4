-- Services, how events reach them, their incidents, and what happened to each.

CREATE TABLE services (
  environment            TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id                     TEXT NOT NULL,
  name                   TEXT NOT NULL,
  slug                   TEXT NOT NULL,
  description            TEXT,
  team_id                TEXT,
  escalation_policy_id   TEXT,
  ack_target_minutes     BIGINT NOT NULL,
  resolve_target_minutes BIGINT NOT NULL,
  ack_timeout_minutes    BIGINT,      -- NULL: an acknowledgement lasts
  search_text            TEXT NOT NULL,
  version                BIGINT NOT NULL,
  archived_at            TIMESTAMPTZ, -- NULL: not deleted
  created_at             TIMESTAMPTZ NOT NULL,
  updated_at             TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, team_id) REFERENCES teams (environment, id),
  FOREIGN KEY (environment, escalation_policy_id) REFERENCES escalation_policies (environment, id)
);

CREATE UNIQUE INDEX services_name ON services (environment, name) WHERE archived_at IS NULL;
CREATE UNIQUE INDEX services_slug ON services (environment, slug) WHERE archived_at IS NULL;
CREATE INDEX services_created ON services (environment, created_at, id);
CREATE INDEX services_updated ON services (environment, updated_at, id);
CREATE INDEX services_team ON services (environment, team_id);
CREATE INDEX services_policy ON services (environment, escalation_policy_id) WHERE escalation_policy_id IS NOT NULL;

CREATE TABLE integrations (
  environment TEXT NOT NULL,
  id          TEXT NOT NULL,
  service_id  TEXT NOT NULL,
  name        TEXT NOT NULL,
  type        TEXT NOT NULL,
  routing_key TEXT NOT NULL UNIQUE, -- of all environments: it tells which one an event is for
  disabled    BOOLEAN NOT NULL,
  version     BIGINT NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL,
  updated_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, service_id) REFERENCES services (environment, id) ON DELETE CASCADE
);

CREATE INDEX integrations_service ON integrations (environment, service_id, created_at, id);

CREATE TABLE maintenance_windows (
  environment TEXT NOT NULL,
  id          TEXT NOT NULL,
  service_id  TEXT NOT NULL,
  description TEXT,
  start_at    TIMESTAMPTZ NOT NULL,
  end_at      TIMESTAMPTZ NOT NULL,
  version     BIGINT NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL,
  updated_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, service_id) REFERENCES services (environment, id) ON DELETE CASCADE
);

CREATE INDEX maintenance_windows_service ON maintenance_windows (environment, service_id, end_at);

-- The ranks are the order in which a list by status or urgency is sorted.
CREATE TABLE incidents (
  environment     TEXT NOT NULL,
  id              TEXT NOT NULL,
  title           TEXT NOT NULL,
  description     TEXT,
  status          TEXT NOT NULL CHECK (status IN ('OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'SNOOZED', 'SUPPRESSED')),
  status_rank     SMALLINT GENERATED ALWAYS AS (CASE status
    WHEN 'OPEN' THEN 1 WHEN 'ACKNOWLEDGED' THEN 2 WHEN 'RESOLVED' THEN 3 WHEN 'SNOOZED' THEN 4 ELSE 5 END) STORED,
  urgency         TEXT NOT NULL CHECK (urgency IN ('LOW', 'MEDIUM', 'HIGH')),
  urgency_rank    SMALLINT GENERATED ALWAYS AS (CASE urgency
    WHEN 'LOW' THEN 1 WHEN 'MEDIUM' THEN 2 ELSE 3 END) STORED,
  priority        TEXT CHECK (priority IN ('P1', 'P2', 'P3', 'P4', 'P5')),
  service_id      TEXT NOT NULL,
  service_team_id TEXT,
  assignee_id     TEXT,
  team_id         TEXT,
  dedup_key       TEXT,
  source          TEXT,
  alert_count     BIGINT NOT NULL,
  custom_details  JSON, -- JSON, not JSONB: a client's numbers are kept as written, whatever their size
  links           JSON NOT NULL,
  search_text     TEXT NOT NULL, -- title, description and id in lower case
  version         BIGINT NOT NULL,
  created_at      TIMESTAMPTZ NOT NULL,
  updated_at      TIMESTAMPTZ NOT NULL,
  acknowledged_at TIMESTAMPTZ, -- of the first time
  resolved_at     TIMESTAMPTZ,
  snoozed_until   TIMESTAMPTZ,
  merged_into_id  TEXT,                      -- NULL: it stands for itself
  merged_count    BIGINT NOT NULL DEFAULT 0, -- how many are merged into it
  CHECK (merged_into_id IS NULL OR status = 'RESOLVED'),
  CHECK (assignee_id IS NULL OR team_id IS NULL),
{{if not .Postgres}}  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, merged_into_id) REFERENCES incidents (environment, id),
{{end}}  FOREIGN KEY (environment, service_id) REFERENCES services (environment, id),
  FOREIGN KEY (environment, assignee_id) REFERENCES users (environment, id),
  FOREIGN KEY (environment, team_id) REFERENCES teams (environment, id)
);

CREATE INDEX incidents_created ON incidents (environment, created_at, id);
CREATE INDEX incidents_updated ON incidents (environment, updated_at, id);
CREATE INDEX incidents_status ON incidents (environment, status, created_at, id);
CREATE INDEX incidents_service ON incidents (environment, service_id, created_at, id);
CREATE INDEX incidents_assignee ON incidents (environment, assignee_id, created_at, id) WHERE assignee_id IS NOT NULL;
CREATE INDEX incidents_team ON incidents (environment, team_id) WHERE team_id IS NOT NULL;

-- One incident that is not resolved per key: what deduplicates events.
CREATE UNIQUE INDEX incidents_dedup ON incidents (environment, service_id, dedup_key) WHERE status <> 'RESOLVED';

-- What was merged into an incident, and whose events that incident takes.
CREATE INDEX incidents_merged ON incidents (environment, merged_into_id, created_at, id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX incidents_merged_key ON incidents (environment, service_id, dedup_key) WHERE merged_into_id IS NOT NULL;

{{if .Postgres}}
-- Last, for a reason: a connection keeps the plans of its foreign keys, and those it
-- makes while the table is empty, when all indexes cost the same, use the newest of
-- them that fits. With another than this one, every check reads a whole index later.
ALTER TABLE incidents ADD PRIMARY KEY (environment, id);
ALTER TABLE incidents ADD FOREIGN KEY (environment, merged_into_id) REFERENCES incidents (environment, id);
{{end}}

CREATE TABLE incident_events (
  environment TEXT NOT NULL,
  id          TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  type        TEXT NOT NULL,
  actor_type  TEXT NOT NULL CHECK (actor_type IN ('USER', 'API_KEY', 'INTEGRATION', 'SYSTEM')),
  actor_id    TEXT NOT NULL,
  actor_name  TEXT NOT NULL,
  details     JSON,
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, incident_id) REFERENCES incidents (environment, id) ON DELETE CASCADE
);

CREATE INDEX incident_events_incident ON incident_events (environment, incident_id, created_at, id);

CREATE TABLE alerts (
  environment TEXT NOT NULL,
  id          TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  dedup_key   TEXT NOT NULL,
  summary     TEXT NOT NULL,
  severity    TEXT CHECK (severity IN ('critical', 'error', 'warning', 'info')),
  source      TEXT,
  payload     JSON NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL,
  resolved_at TIMESTAMPTZ, -- NULL: not by an event of its own
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, incident_id) REFERENCES incidents (environment, id) ON DELETE CASCADE
);

CREATE INDEX alerts_incident ON alerts (environment, incident_id, created_at, id);
