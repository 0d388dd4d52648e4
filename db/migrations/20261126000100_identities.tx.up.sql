-- Whom a provider of single sign-on knows by which name of its own.
CREATE TABLE identities (
  environment TEXT NOT NULL CHECK (environment = 'LIVE'), -- as sessions are
  issuer      TEXT NOT NULL,
  subject     TEXT NOT NULL, -- of the user, as the issuer names them for ever
  user_id     TEXT NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, issuer, subject),
  UNIQUE (environment, user_id, issuer),
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id) ON DELETE CASCADE
);
