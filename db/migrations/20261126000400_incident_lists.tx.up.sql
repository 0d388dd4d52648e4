-- Lists by creation go by the id, which has the time of creation in it: each index of a
-- filter gives that order with one column less, and the primary key that of all.
DROP INDEX incidents_created;
DROP INDEX incidents_status;
DROP INDEX incidents_service;
DROP INDEX incidents_assignee;
DROP INDEX incidents_team;
DROP INDEX incidents_merged;

-- Of a value that is never NULL too each says that it is not. Any equality implies that; the
-- check of a foreign key, which knows only environment and id, does not: on PostgreSQL its
-- plan, if it is made while the table is empty, would otherwise use the newest index.
CREATE INDEX incidents_status ON incidents (environment, status_rank, id) WHERE status_rank IS NOT NULL;
CREATE INDEX incidents_urgency ON incidents (environment, urgency_rank, id) WHERE urgency_rank IS NOT NULL;
CREATE INDEX incidents_service ON incidents (environment, service_id, id) WHERE service_id IS NOT NULL;
CREATE INDEX incidents_assignee ON incidents (environment, assignee_id, id) WHERE assignee_id IS NOT NULL;
CREATE INDEX incidents_team ON incidents (environment, team_id, id) WHERE team_id IS NOT NULL;
CREATE INDEX incidents_service_team ON incidents (environment, service_team_id, id) WHERE service_team_id IS NOT NULL;
CREATE INDEX incidents_merged ON incidents (environment, merged_into_id, id) WHERE merged_into_id IS NOT NULL;
CREATE INDEX incidents_key ON incidents (environment, dedup_key, id) WHERE dedup_key IS NOT NULL;
