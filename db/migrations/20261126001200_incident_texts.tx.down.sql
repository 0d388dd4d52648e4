{{if .Postgres}}
DROP TRIGGER incident_texts_added ON incidents;
DROP TRIGGER incident_text_changed ON incidents;
DROP TRIGGER incident_texts_removed ON incidents;
DROP FUNCTION incident_texts_added;
DROP FUNCTION incident_text_changed;
DROP FUNCTION incident_texts_removed;
DROP TABLE incident_texts;
{{else}}
SELECT 1;
{{end}}
