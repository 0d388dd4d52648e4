-- Who looks for what somebody has of a service would otherwise go through all that they ever
-- had, or that the service ever had.
{{if .Postgres}}
DROP INDEX CONCURRENTLY IF EXISTS incidents_assignee_service;
--bun:split
CREATE INDEX CONCURRENTLY incidents_assignee_service ON incidents (environment, assignee_id, service_id, id) WHERE assignee_id IS NOT NULL;
{{else}}
CREATE INDEX IF NOT EXISTS incidents_assignee_service ON incidents (environment, assignee_id, service_id, id) WHERE assignee_id IS NOT NULL;
{{end}}
