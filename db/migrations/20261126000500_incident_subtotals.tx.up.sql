{{- /* what triggers do, on each kind of database */ -}}
{{define "subtotal"}}
INSERT INTO incident_subtotals (environment, facet, facet_id, status, urgency, n)
SELECT environment, facet, facet_id, status, urgency, SUM(n) FROM {{.}} AS kind, incident_facets(service_id, service_team_id, team_id, assignee_id)
GROUP BY 1, 2, 3, 4, 5 HAVING SUM(n) <> 0 ORDER BY 1, 2, 3, 4, 5
ON CONFLICT (environment, facet, facet_id, status, urgency) DO UPDATE SET n = incident_subtotals.n + EXCLUDED.n;
{{end}}
{{define "facets"}}
  SELECT {{.}}.environment, 'all', '', {{.}}.status, {{.}}.urgency, {{.}}.n
  UNION ALL SELECT {{.}}.environment, 'service', {{.}}.service_id, {{.}}.status, {{.}}.urgency, {{.}}.n
  UNION ALL SELECT {{.}}.environment, 'team', {{.}}.service_team_id, {{.}}.status, {{.}}.urgency, {{.}}.n WHERE {{.}}.service_team_id <> ''
  UNION ALL SELECT {{.}}.environment, 'team', {{.}}.team_id, {{.}}.status, {{.}}.urgency, {{.}}.n WHERE {{.}}.team_id NOT IN ('', {{.}}.service_team_id)
  UNION ALL SELECT {{.}}.environment, 'assignee', {{.}}.assignee_id, {{.}}.status, {{.}}.urgency, {{.}}.n WHERE {{.}}.assignee_id <> ''
{{end}}
-- The totals of incidents, summed up by what most lists filter by: by nothing (facet 'all'),
-- or by one of service, team and assignee; and by status and urgency. There are as many kinds
-- of incidents as services, teams and people are combined, and to sum these up for every list
-- would cost more than the list.
CREATE TABLE incident_subtotals (
  environment TEXT NOT NULL,
  facet       TEXT NOT NULL, -- 'all', 'service', 'team', 'assignee'
  facet_id    TEXT NOT NULL, -- '' of all
  status      TEXT NOT NULL,
  urgency     TEXT NOT NULL,
  n           BIGINT NOT NULL,
  PRIMARY KEY (environment, facet, facet_id, status, urgency)
);

-- For lists by two facets, which are summed up from the kinds.
CREATE INDEX incident_totals_assignee ON incident_totals (environment, assignee_id);

{{if .Postgres}}
-- The facets of a kind. An incident whose own team is that of its service is that team's once.
CREATE FUNCTION incident_facets(service_id TEXT, service_team_id TEXT, team_id TEXT, assignee_id TEXT)
RETURNS TABLE (facet TEXT, facet_id TEXT) LANGUAGE sql IMMUTABLE AS $$
  SELECT * FROM (VALUES ('all', ''), ('service', service_id), ('team', NULLIF(service_team_id, '')),
    ('team', CASE WHEN team_id <> service_team_id THEN NULLIF(team_id, '') END), ('assignee', NULLIF(assignee_id, ''))) AS facets (facet, facet_id)
  WHERE facet_id IS NOT NULL
$$;

-- Triggers on the totals keep the subtotals, whichever version of the server folds.
CREATE FUNCTION subtotal_incidents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    {{template "subtotal" "new_totals"}}
  ELSIF TG_OP = 'DELETE' THEN
    {{template "subtotal" "(SELECT environment, service_id, service_team_id, team_id, assignee_id, status, urgency, -n AS n FROM old_totals)"}}
  ELSE
    {{template "subtotal" "(SELECT * FROM new_totals UNION ALL SELECT environment, service_id, status, urgency, service_team_id, team_id, assignee_id, -n FROM old_totals)"}}
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER subtotal_added AFTER INSERT ON incident_totals REFERENCING NEW TABLE AS new_totals
  FOR EACH STATEMENT EXECUTE FUNCTION subtotal_incidents();
CREATE TRIGGER subtotal_changed AFTER UPDATE ON incident_totals REFERENCING OLD TABLE AS old_totals NEW TABLE AS new_totals
  FOR EACH STATEMENT EXECUTE FUNCTION subtotal_incidents();
CREATE TRIGGER subtotal_removed AFTER DELETE ON incident_totals REFERENCING OLD TABLE AS old_totals
  FOR EACH STATEMENT EXECUTE FUNCTION subtotal_incidents();

{{template "subtotal" "incident_totals"}}

-- What is read: what is folded, and what is not yet.
CREATE VIEW incident_facets AS
SELECT environment, facet, facet_id, status, urgency, n FROM incident_subtotals
UNION ALL
SELECT environment, facet, facet_id, status, urgency, n
FROM incident_total_changes, unnest(service_ids, statuses, urgencies, service_team_ids, team_ids, assignee_ids, counts)
    AS kind (service_id, status, urgency, service_team_id, team_id, assignee_id, n),
  incident_facets(service_id, service_team_id, team_id, assignee_id);
{{else}}
CREATE TRIGGER subtotal_added AFTER INSERT ON incident_totals BEGIN
  INSERT INTO incident_subtotals SELECT * FROM ({{template "facets" "NEW"}}) WHERE TRUE ON CONFLICT DO UPDATE SET n = n + excluded.n;
END;
CREATE TRIGGER subtotal_changed AFTER UPDATE ON incident_totals BEGIN
  INSERT INTO incident_subtotals SELECT * FROM ({{template "facets" "NEW"}}) WHERE TRUE ON CONFLICT DO UPDATE SET n = n + excluded.n - OLD.n;
END;
CREATE TRIGGER subtotal_removed AFTER DELETE ON incident_totals BEGIN
  INSERT INTO incident_subtotals SELECT * FROM ({{template "facets" "OLD"}}) WHERE TRUE ON CONFLICT DO UPDATE SET n = n - excluded.n;
END;

INSERT INTO incident_subtotals SELECT environment, 'all', '', status, urgency, SUM(n) FROM incident_totals GROUP BY 1, 4, 5;
INSERT INTO incident_subtotals SELECT environment, 'service', service_id, status, urgency, SUM(n) FROM incident_totals GROUP BY 1, 3, 4, 5;
INSERT INTO incident_subtotals SELECT environment, 'assignee', assignee_id, status, urgency, SUM(n) FROM incident_totals WHERE assignee_id <> '' GROUP BY 1, 3, 4, 5;
INSERT INTO incident_subtotals SELECT environment, 'team', team, status, urgency, SUM(n) FROM (
  SELECT environment, service_team_id AS team, status, urgency, n FROM incident_totals
  UNION ALL SELECT environment, team_id, status, urgency, n FROM incident_totals WHERE team_id <> service_team_id
) AS teams WHERE team <> '' GROUP BY 1, 3, 4, 5;

CREATE VIEW incident_facets AS SELECT environment, facet, facet_id, status, urgency, n FROM incident_subtotals;
{{end}}
