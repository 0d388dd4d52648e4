{{if .Postgres}}
ALTER TABLE incident_events DROP COLUMN position; -- with its index
{{else}}
CREATE TABLE unpositioned (
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

INSERT INTO unpositioned SELECT environment, id, incident_id, type, actor_type, actor_id, actor_name, details, created_at FROM incident_events ORDER BY position;
DROP TABLE incident_events;
ALTER TABLE unpositioned RENAME TO incident_events;
CREATE INDEX incident_events_incident ON incident_events (environment, incident_id, created_at, id);
{{end}}
