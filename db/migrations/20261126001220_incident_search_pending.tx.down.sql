{{if .Postgres}}
ALTER INDEX incident_texts_search SET (gin_pending_list_limit = 256);
{{else}}
SELECT 1;
{{end}}
