-- Calendar feeds: what shows a schedule, or a user's shifts, to who has the link.
CREATE TABLE calendar_feeds (
  environment TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id          TEXT NOT NULL,
  token_hash  TEXT NOT NULL UNIQUE, -- SHA-256 of what the link has; of all environments: it tells which one the feed is of
  schedule_id TEXT,
  user_id     TEXT,
  owner_id    TEXT NOT NULL, -- who made it: when they are gone it ends
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  CHECK ((schedule_id IS NULL) <> (user_id IS NULL)),
  FOREIGN KEY (environment, schedule_id) REFERENCES schedules (environment, id),
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id),
  FOREIGN KEY (environment, owner_id) REFERENCES users (environment, id)
);

CREATE INDEX calendar_feeds_owner ON calendar_feeds (environment, owner_id, created_at, id);
