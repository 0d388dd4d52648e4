-- What a search goes through, apart from what changes of incidents: an update of these writes
-- every index of theirs again, and that of texts costs as much as all others together. SQLite
-- has the table already.
{{if .Postgres}}
CREATE TABLE incident_texts (
  environment TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  search_text TEXT NOT NULL,
  PRIMARY KEY (environment, incident_id)
);

-- As on SQLite, triggers keep it: what stores incidents need not know of it.
CREATE FUNCTION incident_texts_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO incident_texts (environment, incident_id, search_text) SELECT environment, id, search_text FROM added;
  RETURN NULL;
END $$;
CREATE FUNCTION incident_text_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO incident_texts (environment, incident_id, search_text) VALUES (NEW.environment, NEW.id, NEW.search_text)
  ON CONFLICT (environment, incident_id) DO UPDATE SET search_text = EXCLUDED.search_text;
  RETURN NULL;
END $$;
CREATE FUNCTION incident_texts_removed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM incident_texts AS text USING removed WHERE text.environment = removed.environment AND text.incident_id = removed.id;
  RETURN NULL;
END $$;
CREATE TRIGGER incident_texts_added AFTER INSERT ON incidents REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION incident_texts_added();
CREATE TRIGGER incident_text_changed AFTER UPDATE ON incidents FOR EACH ROW
  WHEN (OLD.search_text IS DISTINCT FROM NEW.search_text) EXECUTE FUNCTION incident_text_changed();
CREATE TRIGGER incident_texts_removed AFTER DELETE ON incidents REFERENCING OLD TABLE AS removed
  FOR EACH STATEMENT EXECUTE FUNCTION incident_texts_removed();
{{else}}
SELECT 1;
{{end}}
