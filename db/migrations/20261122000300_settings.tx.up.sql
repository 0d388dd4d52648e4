-- The settings, and the log of every change to what people set up.

-- Whom an incident reaches when nobody else can be reached.
CREATE TABLE settings (
  environment      TEXT NOT NULL PRIMARY KEY CHECK (environment IN ('LIVE', 'TEST')),
  fallback_user_id TEXT,
  fallback_team_id TEXT,
  version          BIGINT NOT NULL,
  updated_at       TIMESTAMPTZ NOT NULL,
  CHECK (fallback_user_id IS NULL OR fallback_team_id IS NULL),
  FOREIGN KEY (environment, fallback_user_id) REFERENCES users (environment, id),
  FOREIGN KEY (environment, fallback_team_id) REFERENCES teams (environment, id)
);

CREATE TABLE audit_log (
  environment TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id          TEXT NOT NULL,
  action      TEXT NOT NULL, -- noun and past participle: team.created
  object_id   TEXT NOT NULL,
  object_name TEXT NOT NULL, -- at that time
  actor_type  TEXT NOT NULL CHECK (actor_type IN ('USER', 'API_KEY', 'INTEGRATION', 'SYSTEM')),
  actor_id    TEXT NOT NULL,
  actor_name  TEXT NOT NULL,
  user_id     TEXT, -- who it was, or whose API key; NULL: the system
  changes     JSON NOT NULL, -- by field: before and after
  request_id  TEXT NOT NULL, -- of the request that did it; empty: none did
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id)
);

CREATE INDEX audit_log_created ON audit_log (environment, created_at, id);
CREATE INDEX audit_log_object ON audit_log (environment, object_id, created_at, id);
CREATE INDEX audit_log_user ON audit_log (environment, user_id, created_at, id);
