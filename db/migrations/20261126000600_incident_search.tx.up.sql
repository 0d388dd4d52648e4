-- What a search for a part of a text goes through.
{{if .Postgres}}
CREATE EXTENSION IF NOT EXISTS pg_trgm; -- its index is the next migration
{{else}}
-- FTS5 finds a row by a number that stays the same, which incidents do not have.
CREATE TABLE incident_texts (
  number      INTEGER PRIMARY KEY,
  environment TEXT NOT NULL,
  incident_id TEXT NOT NULL,
  search_text TEXT NOT NULL,
  UNIQUE (environment, incident_id)
);
CREATE VIRTUAL TABLE incident_search USING fts5(search_text, content = 'incident_texts', content_rowid = 'number', tokenize = 'trigram case_sensitive 1');
CREATE TRIGGER text_added AFTER INSERT ON incident_texts BEGIN
  INSERT INTO incident_search (rowid, search_text) VALUES (NEW.number, NEW.search_text);
END;
CREATE TRIGGER text_changed AFTER UPDATE ON incident_texts BEGIN
  INSERT INTO incident_search (incident_search, rowid, search_text) VALUES ('delete', OLD.number, OLD.search_text);
  INSERT INTO incident_search (rowid, search_text) VALUES (NEW.number, NEW.search_text);
END;
CREATE TRIGGER text_removed AFTER DELETE ON incident_texts BEGIN
  INSERT INTO incident_search (incident_search, rowid, search_text) VALUES ('delete', OLD.number, OLD.search_text);
END;
CREATE TRIGGER incident_text_added AFTER INSERT ON incidents BEGIN
  INSERT INTO incident_texts (environment, incident_id, search_text) VALUES (NEW.environment, NEW.id, NEW.search_text);
END;
CREATE TRIGGER incident_text_changed AFTER UPDATE OF search_text ON incidents WHEN OLD.search_text <> NEW.search_text BEGIN
  UPDATE incident_texts SET search_text = NEW.search_text WHERE environment = NEW.environment AND incident_id = NEW.id;
END;
CREATE TRIGGER incident_text_removed AFTER DELETE ON incidents BEGIN
  DELETE FROM incident_texts WHERE environment = OLD.environment AND incident_id = OLD.id;
END;
INSERT INTO incident_texts (environment, incident_id, search_text) SELECT environment, id, search_text FROM incidents;
{{end}}
