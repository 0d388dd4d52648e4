-- What a request leaves behind for the next: idempotency keys, and the shares of a
-- rate limit that servers on one database have taken.

CREATE TABLE idempotency_keys (
  environment  TEXT NOT NULL,
  actor_id     TEXT NOT NULL, -- the API key or user that sent it
  operation    TEXT NOT NULL,
  key          TEXT NOT NULL,
  request_hash TEXT NOT NULL,
  object_id    TEXT NOT NULL, -- what the first request made
  created_at   TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, actor_id, operation, key)
);

CREATE INDEX idempotency_keys_created ON idempotency_keys (environment, created_at);

CREATE TABLE rate_leases (
  subject    TEXT NOT NULL, -- who is limited, and for what kind of request
  node       TEXT NOT NULL, -- the server that has taken a share
  used       JSON NOT NULL, -- requests let through, by unix second
  granted    BIGINT NOT NULL, -- requests it may still let through without asking
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (subject, node)
);

CREATE INDEX rate_leases_updated ON rate_leases (updated_at);
