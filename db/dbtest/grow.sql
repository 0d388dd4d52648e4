CREATE TEMPORARY TABLE made AS
SELECT i, {{pad "i"}} AS name, {{ulid "(1704067200 + i * 60) * 1000"}} || {{pad16 "i"}} AS ulid,
  {{if .Postgres}}TIMESTAMPTZ '2024-01-01 00:00:00+00' + i * interval '1 minute'
  {{- else}}strftime('%Y-%m-%d %H:%M:%S', 1704067200 + i * 60, 'unixepoch') || '+00:00'{{end}} AS at,
  'svc_' || {{pad (printf "a / 4096 %% %d" .Services)}} AS service_id,
  'team_' || {{pad (printf "a / 4096 %% %d %% %d" .Services .Teams)}} AS team_id,
  -- A quarter is of the first user: somebody has a page full of everything, however few are stored.
  'usr_' || {{pad (printf "CASE WHEN e / 4096 %% 4 = 0 THEN 0 ELSE b / 4096 %% %d END" .Users)}} AS user_id,
  CASE WHEN c / 4096 % 20 < 3 THEN 'LOW' WHEN c / 4096 % 20 < 10 THEN 'MEDIUM' ELSE 'HIGH' END AS urgency,
  d / 4096 % 10 AS holder, -- 0: nobody; 1: the team; else the user
  CASE WHEN i % {{.Step}} <> 0 THEN 'RESOLVED' WHEN i / {{.Step}} % 6 < 3 THEN 'OPEN' WHEN i / {{.Step}} % 6 = 3 THEN 'ACKNOWLEDGED'
    WHEN i / {{.Step}} % 6 = 4 THEN 'SNOOZED' ELSE 'SUPPRESSED' END AS status
FROM (
  -- a to e spread the numbers, so that service, user, urgency and holder have nothing to do
  -- with each other.
  SELECT i, i * 2654435761 % 4294967291 AS a, i * 2246822519 % 4294967279 AS b, i * 3266489917 % 4294967231 AS c, i * 668265263 % 4294967197 AS d, i * 374761393 % 4294967189 AS e FROM
  {{- if .Postgres}} generate_series(0::bigint, {{.N}} - 1) AS numbers (i)
  {{- else}} (WITH RECURSIVE up (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM up WHERE i + 1 < {{.N}}) SELECT i FROM up){{end}}
) AS spread;

INSERT INTO teams (environment, id, name, search_text, version, created_at, updated_at)
SELECT '{{.Env}}', 'team_' || name, 'Grown ' || i, 'grown ' || i, 1, at, at FROM made WHERE i < {{.Teams}};

INSERT INTO users (environment, id, name, email, email_key, role, status, time_zone, notify, search_text, version, created_at, updated_at)
SELECT '{{.Env}}', 'usr_' || name, 'Grown ' || i, 'grown' || i || '@example.com', 'grown' || i || '@example.com', 'RESPONDER', 'ACTIVE', 'UTC', '[]', 'grown ' || i, 1, at, at
FROM made WHERE i < {{.Users}};

INSERT INTO services (environment, id, name, slug, team_id, ack_target_minutes, resolve_target_minutes, search_text, version, created_at, updated_at)
SELECT '{{.Env}}', 'svc_' || name, 'Grown ' || i, 'grown-' || i, 'team_' || {{pad (printf "i %% %d" .Teams)}}, 15, 120, 'grown ' || i, 1, at, at
FROM made WHERE i < {{.Services}};

INSERT INTO incidents (environment, id, title, status, urgency, service_id, service_team_id, assignee_id, team_id, dedup_key, source, alert_count, links, search_text,
  version, created_at, updated_at, acknowledged_at, resolved_at)
SELECT '{{.Env}}', 'inc_' || ulid, 'Disk ' || i || ' is full', status, urgency, service_id, team_id, CASE WHEN holder > 1 THEN user_id END,
  CASE WHEN holder = 1 THEN team_id END, 'grown-' || i, 'grow', 1, '[]', 'disk ' || i || ' is full inc_' || ulid,
  1, at, at, CASE WHEN status IN ('ACKNOWLEDGED', 'RESOLVED') THEN at END, CASE WHEN status = 'RESOLVED' THEN at END
FROM made ORDER BY i;

INSERT INTO incident_events (environment, id, incident_id, type, actor_type, actor_id, actor_name, created_at)
SELECT '{{.Env}}', 'evt_' || ulid, 'inc_' || ulid, 'triggered', 'SYSTEM', 'system', 'OpsKnight', at FROM made ORDER BY i;

INSERT INTO alerts (environment, id, incident_id, dedup_key, summary, severity, source, payload, created_at)
SELECT '{{.Env}}', 'alt_' || ulid, 'inc_' || ulid, 'grown-' || i, 'Disk ' || i || ' is full', 'error', 'grow', '{"disk":"sda1","used":0.97}', at FROM made ORDER BY i;

DROP TABLE made;

{{if .Postgres}}VACUUM ANALYZE{{else}}-- as engines have done in those years
INSERT INTO incident_search (incident_search) VALUES ('optimize');
ANALYZE{{end}};
