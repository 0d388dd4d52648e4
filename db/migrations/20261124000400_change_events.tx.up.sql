-- What was changed about a service, as those who changed it have reported.
CREATE TABLE change_events (
  environment    TEXT NOT NULL,
  id             TEXT NOT NULL,
  service_id     TEXT NOT NULL,
  summary        TEXT NOT NULL,
  source         TEXT,
  custom_details JSON,
  links          JSON NOT NULL,
  occurred_at    TIMESTAMPTZ NOT NULL, -- never later than created_at
  created_at     TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, service_id) REFERENCES services (environment, id) ON DELETE CASCADE
);

CREATE INDEX change_events_occurred ON change_events (environment, occurred_at, id);
CREATE INDEX change_events_service ON change_events (environment, service_id, occurred_at, id);
