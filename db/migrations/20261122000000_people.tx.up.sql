-- Users, teams and API keys. Every object belongs to an environment, which is part
-- of its key: a reference cannot cross.

CREATE TABLE users (
  environment   TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id            TEXT NOT NULL,
  name          TEXT NOT NULL,
  email         TEXT NOT NULL,
  email_key     TEXT NOT NULL, -- the e-mail as it is compared
  role          TEXT NOT NULL CHECK (role IN ('ADMIN', 'RESPONDER', 'USER')),
  status        TEXT NOT NULL CHECK (status IN ('INVITED', 'ACTIVE', 'DISABLED')),
  time_zone     TEXT NOT NULL,
  notify        JSON NOT NULL, -- how the user is told of incidents
  password_hash TEXT,
  search_text   TEXT NOT NULL, -- name and e-mail in lower case
  version       BIGINT NOT NULL, -- grows with every change
  archived_at   TIMESTAMPTZ, -- NULL: not deleted
  created_at    TIMESTAMPTZ NOT NULL,
  updated_at    TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id)
);

-- An archived user's e-mail is free again.
CREATE UNIQUE INDEX users_email ON users (environment, email_key) WHERE archived_at IS NULL;
CREATE INDEX users_created ON users (environment, created_at, id);
CREATE INDEX users_updated ON users (environment, updated_at, id);
CREATE INDEX users_name ON users (environment, name, id);

CREATE TABLE teams (
  environment TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id          TEXT NOT NULL,
  name        TEXT NOT NULL,
  description TEXT,
  search_text TEXT NOT NULL,
  version     BIGINT NOT NULL,
  archived_at TIMESTAMPTZ, -- NULL: not deleted
  created_at  TIMESTAMPTZ NOT NULL,
  updated_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id)
);

CREATE UNIQUE INDEX teams_name ON teams (environment, name) WHERE archived_at IS NULL;
CREATE INDEX teams_created ON teams (environment, created_at, id);
CREATE INDEX teams_updated ON teams (environment, updated_at, id);

CREATE TABLE team_members (
  environment TEXT NOT NULL,
  team_id     TEXT NOT NULL,
  user_id     TEXT NOT NULL,
  role        TEXT NOT NULL CHECK (role IN ('OWNER', 'ADMIN', 'MEMBER')),
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, team_id, user_id),
  FOREIGN KEY (environment, team_id) REFERENCES teams (environment, id) ON DELETE CASCADE,
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id)
);

CREATE INDEX team_members_user ON team_members (environment, user_id);

CREATE TABLE api_keys (
  environment  TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id           TEXT NOT NULL,
  name         TEXT NOT NULL,
  hash         TEXT NOT NULL UNIQUE, -- hex SHA-256 of the secret; the secret is not stored
  last_four    TEXT NOT NULL,
  scopes       JSONB NOT NULL,
  owner_id     TEXT NOT NULL,
  rate_events  BIGINT, -- NULL: the server's limit; 0: none
  rate_reads   BIGINT,
  rate_writes  BIGINT,
  expires_at   TIMESTAMPTZ, -- NULL: never
  revoked_at   TIMESTAMPTZ, -- NULL: not revoked
  last_used_at TIMESTAMPTZ, -- NULL: never
  demo         BOOLEAN NOT NULL,
  created_at   TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  FOREIGN KEY (environment, owner_id) REFERENCES users (environment, id)
);

CREATE INDEX api_keys_created ON api_keys (environment, created_at, id);
CREATE INDEX api_keys_owner ON api_keys (environment, owner_id);
