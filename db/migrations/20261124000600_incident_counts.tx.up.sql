-- What analytics count of an incident, kept in its row: to count the lines of timelines
-- would read several for each incident, and old timelines may be gone.
ALTER TABLE incidents ADD COLUMN auto_escalations BIGINT NOT NULL DEFAULT 0; -- steps that ran by themselves, after the first
ALTER TABLE incidents ADD COLUMN hand_escalations BIGINT NOT NULL DEFAULT 0; -- escalations that somebody asked for
ALTER TABLE incidents ADD COLUMN reopens BIGINT NOT NULL DEFAULT 0;          -- how often it was opened again after it was resolved

-- The same of what has happened so far.
UPDATE incidents SET auto_escalations = counted.autos, hand_escalations = counted.hands, reopens = counted.reopens
FROM (
  SELECT line.environment, line.incident_id,
    SUM(CASE WHEN line.type <> 'reopened' AND line.actor_type = 'SYSTEM'
      AND (CAST(line.details->>'step' AS BIGINT) > 1 OR line.details->>'step' IS NOT NULL AND CAST(line.details->>'pass' AS BIGINT) > 1) THEN 1 ELSE 0 END) AS autos,
    SUM(CASE WHEN line.type <> 'reopened' AND line.actor_type <> 'SYSTEM'
      AND (line.details->>'step' IS NOT NULL OR owner.policy_id IS NULL) THEN 1 ELSE 0 END) AS hands,
    SUM(CASE WHEN line.type = 'reopened' THEN 1 ELSE 0 END) AS reopens
  FROM incident_events AS line
  JOIN incidents AS owner ON owner.environment = line.environment AND owner.id = line.incident_id
  WHERE line.type IN ('escalated', 'escalation_skipped', 'reopened')
  GROUP BY line.environment, line.incident_id
) AS counted
WHERE incidents.environment = counted.environment AND incidents.id = counted.incident_id;
