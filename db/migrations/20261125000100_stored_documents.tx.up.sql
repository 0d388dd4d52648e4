-- A key that runs the GraphQL documents that are stored for it, and nothing else.
ALTER TABLE api_keys ADD COLUMN stored_documents_only BOOLEAN NOT NULL DEFAULT FALSE;

CREATE TABLE stored_documents (
  environment     TEXT NOT NULL,
  api_key_id      TEXT NOT NULL,
  hash            TEXT NOT NULL, -- hex SHA-256 of the text
  text            TEXT NOT NULL,
  operation_names JSONB NOT NULL, -- of those that have one, in their order
  created_at      TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, api_key_id, hash),
  FOREIGN KEY (environment, api_key_id) REFERENCES api_keys (environment, id) ON DELETE CASCADE
);

CREATE INDEX stored_documents_created ON stored_documents (environment, api_key_id, created_at, hash);
