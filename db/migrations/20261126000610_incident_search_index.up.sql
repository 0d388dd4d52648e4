{{if .Postgres}}
-- Other servers go on writing while the index is built, which takes that it is not built in a
-- transaction. One that was left half built is built anew.
DROP INDEX CONCURRENTLY IF EXISTS incidents_search;
--bun:split
CREATE INDEX CONCURRENTLY incidents_search ON incidents USING gin (search_text gin_trgm_ops);
{{else}}
SELECT 1; -- SQLite has it already
{{end}}
