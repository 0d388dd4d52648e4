{{if .Postgres}}
SELECT 1; -- the extension stays: others may use it
{{else}}
DROP TRIGGER incident_text_added;
DROP TRIGGER incident_text_changed;
DROP TRIGGER incident_text_removed;
DROP TABLE incident_search;
DROP TABLE incident_texts;
{{end}}
