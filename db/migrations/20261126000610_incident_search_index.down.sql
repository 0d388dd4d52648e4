{{if .Postgres}}
DROP INDEX incidents_search;
{{else}}
SELECT 1;
{{end}}
