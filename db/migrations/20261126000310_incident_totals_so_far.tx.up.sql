-- The totals of the incidents that are stored already. In a transaction of its own, after
-- the one that keeps them from then on: on PostgreSQL other servers go on writing while
-- these are counted. One statement sees one moment: what changed before it is in the
-- count, and no longer among the changes.
{{if .Postgres}}
WITH counted AS (DELETE FROM incident_total_changes)
{{else}}
DELETE FROM incident_totals;
{{end}}
INSERT INTO incident_totals (environment, service_id, status, urgency, service_team_id, team_id, assignee_id, n)
SELECT environment, service_id, status, urgency, COALESCE(service_team_id, ''), COALESCE(team_id, ''), COALESCE(assignee_id, ''), count(*)
FROM incidents GROUP BY 1, 2, 3, 4, 5, 6, 7;
