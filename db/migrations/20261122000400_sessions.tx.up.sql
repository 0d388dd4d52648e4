-- How people sign in. Who signs in is a LIVE user.

CREATE TABLE sessions (
  environment TEXT NOT NULL CHECK (environment = 'LIVE'),
  token_hash  TEXT NOT NULL, -- SHA-256 of what the cookie holds
  user_id     TEXT NOT NULL,
  expires_at  TIMESTAMPTZ NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, token_hash),
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id) ON DELETE CASCADE
);

CREATE INDEX sessions_user ON sessions (environment, user_id);
CREATE INDEX sessions_expiry ON sessions (environment, expires_at);

-- What lets somebody choose a password without having one.
CREATE TABLE password_tokens (
  environment TEXT NOT NULL CHECK (environment = 'LIVE'),
  token_hash  TEXT NOT NULL, -- SHA-256 of what was sent
  user_id     TEXT NOT NULL,
  purpose     TEXT NOT NULL CHECK (purpose IN ('INVITATION', 'RESET')),
  expires_at  TIMESTAMPTZ NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, token_hash),
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id) ON DELETE CASCADE
);

CREATE INDEX password_tokens_user ON password_tokens (environment, user_id);

-- The token that the first administrator is made with, while there is nobody. It is
-- kept as it is: several servers print the same one.
CREATE TABLE setup_tokens (
  environment TEXT NOT NULL PRIMARY KEY CHECK (environment = 'LIVE'),
  token       TEXT NOT NULL
);
