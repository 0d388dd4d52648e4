{{if .Postgres}}
-- The texts of what was stored before, while other servers go on writing. The triggers, which
-- are there already, know better of what changes meanwhile.
INSERT INTO incident_texts (environment, incident_id, search_text) SELECT environment, id, search_text FROM incidents
ON CONFLICT (environment, incident_id) DO NOTHING;
--bun:split
-- Of what was deleted meanwhile.
DELETE FROM incident_texts AS text WHERE NOT EXISTS (SELECT FROM incidents WHERE environment = text.environment AND id = text.incident_id);
--bun:split
-- One that was left half built is built anew. Who inserts writes texts into the index in
-- portions of 256 kB: of the 4 MB that are usual, the one whose turn it is waits a tenth of
-- a second.
DROP INDEX CONCURRENTLY IF EXISTS incident_texts_search;
--bun:split
CREATE INDEX CONCURRENTLY incident_texts_search ON incident_texts USING gin (search_text gin_trgm_ops) WITH (gin_pending_list_limit = 256);
--bun:split
ANALYZE incident_texts;
--bun:split
-- Servers of the version before search on, but by reading every incident.
DROP INDEX CONCURRENTLY IF EXISTS incidents_search;
{{else}}
SELECT 1;
{{end}}
