-- Filters and an order of the list of incidents, under a name.
CREATE TABLE saved_views (
  environment TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id          TEXT NOT NULL,
  owner_id    TEXT NOT NULL,
  name        TEXT NOT NULL,
  name_key    TEXT NOT NULL, -- the name as it is compared and sorted
  shared      BOOLEAN NOT NULL, -- whether others see it
  filter      JSON NOT NULL, -- an IncidentFilter of the GraphQL schema
  order_by    JSON, -- an IncidentOrder; NULL: the usual one
  version     BIGINT NOT NULL, -- grows with every change
  created_at  TIMESTAMPTZ NOT NULL,
  updated_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, owner_id) REFERENCES users (environment, id)
);

CREATE UNIQUE INDEX saved_views_name ON saved_views (environment, owner_id, name_key);
CREATE INDEX saved_views_shared ON saved_views (environment, name_key, id) WHERE shared;
