{{if .Postgres}}
SELECT 1;
{{else}}
-- Each transaction leaves a segment of the index, and the fourth of its size would have them all
-- merged by whoever happens to store it. The engine does that instead, a few pages at a time. So
-- many segments are merged at once nevertheless when no engine runs: SQLite refuses more than
-- 2,000.
INSERT INTO incident_search (incident_search, rank) VALUES ('automerge', 0);
INSERT INTO incident_search (incident_search, rank) VALUES ('crisismerge', 1000);
{{end}}
