{{if .Postgres}}
CREATE INDEX incidents_search ON incidents USING gin (search_text gin_trgm_ops);
--bun:split
DROP INDEX incident_texts_search;
{{else}}
SELECT 1;
{{end}}
