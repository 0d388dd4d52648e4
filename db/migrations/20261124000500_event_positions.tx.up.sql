-- Where each line of a timeline stands in the order in which readers may see them all: on
-- PostgreSQL the transaction that wrote it, which is over for every line below the oldest
-- one that still runs; on SQLite, where transactions come one after another, the row.
{{if .Postgres}}
ALTER TABLE incident_events ADD COLUMN position BIGINT NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
DROP INDEX incident_events_incident;

-- It begins with the environment, or the table is sorted while it was not analyzed yet: an
-- index that does so is taken for the better one.
CREATE INDEX incident_events_position ON incident_events (environment, position, id);
{{else}}
CREATE TABLE positioned (
  position    INTEGER PRIMARY KEY AUTOINCREMENT, -- never given twice, even after a delete
  environment TEXT NOT NULL,
  id          TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  type        TEXT NOT NULL,
  actor_type  TEXT NOT NULL CHECK (actor_type IN ('USER', 'API_KEY', 'INTEGRATION', 'SYSTEM')),
  actor_id    TEXT NOT NULL,
  actor_name  TEXT NOT NULL,
  details     JSON,
  created_at  TIMESTAMPTZ NOT NULL,
  UNIQUE (environment, id),
  FOREIGN KEY (environment, incident_id) REFERENCES incidents (environment, id) ON DELETE CASCADE
);

INSERT INTO positioned (environment, id, incident_id, type, actor_type, actor_id, actor_name, details, created_at)
  SELECT environment, id, incident_id, type, actor_type, actor_id, actor_name, details, created_at FROM incident_events ORDER BY rowid;
DROP TABLE incident_events;
ALTER TABLE positioned RENAME TO incident_events;
{{end}}

-- Last, for the reason that the incidents' primary key is: the plan that deletes an
-- incident's lines is made while the table is empty, and kept.
CREATE INDEX incident_events_incident ON incident_events (environment, incident_id, created_at, id);
