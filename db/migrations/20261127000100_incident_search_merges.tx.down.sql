{{if .Postgres}}
SELECT 1;
{{else}}
INSERT INTO incident_search (incident_search, rank) VALUES ('automerge', 4);
INSERT INTO incident_search (incident_search, rank) VALUES ('crisismerge', 16);
{{end}}
