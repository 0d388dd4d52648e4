-- How many incidents there are of each kind that lists filter by, so that the total of a
-- list costs the same however many are stored. The database keeps it itself, because each
-- statement that adds, changes or removes incidents would otherwise have to.
CREATE TABLE incident_totals (
  environment     TEXT NOT NULL,
  service_id      TEXT NOT NULL,
  status          TEXT NOT NULL,
  urgency         TEXT NOT NULL,
  service_team_id TEXT NOT NULL, -- this and the next two: '' of those that have none
  team_id         TEXT NOT NULL,
  assignee_id     TEXT NOT NULL,
  n               BIGINT NOT NULL,
  PRIMARY KEY (environment, service_id, status, urgency, service_team_id, team_id, assignee_id)
);

{{if .Postgres}}
-- On PostgreSQL a total that is updated in place would be a lock that all writers of a
-- service wait for. A statement adds what it changes to the totals as one row instead, an
-- array for each column; the engine folds these rows into incident_totals.
CREATE TABLE incident_total_changes (
  id               BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  environment      TEXT NOT NULL,
  service_ids      TEXT[] NOT NULL,
  statuses         TEXT[] NOT NULL,
  urgencies        TEXT[] NOT NULL,
  service_team_ids TEXT[] NOT NULL,
  team_ids         TEXT[] NOT NULL,
  assignee_ids     TEXT[] NOT NULL,
  counts           BIGINT[] NOT NULL
);

CREATE FUNCTION total_added_incidents() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO incident_total_changes (environment, service_ids, statuses, urgencies, service_team_ids, team_ids, assignee_ids, counts)
  SELECT environment, array_agg(service_id), array_agg(status), array_agg(urgency), array_agg(service_team_id), array_agg(team_id), array_agg(assignee_id), array_agg(n)
  FROM (
    SELECT environment, service_id, status, urgency, COALESCE(service_team_id, '') AS service_team_id, COALESCE(team_id, '') AS team_id,
      COALESCE(assignee_id, '') AS assignee_id, count(*) AS n
    FROM added GROUP BY 1, 2, 3, 4, 5, 6, 7
  ) AS kinds GROUP BY environment;
  RETURN NULL;
END $$;

CREATE FUNCTION total_changed_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO incident_total_changes (environment, service_ids, statuses, urgencies, service_team_ids, team_ids, assignee_ids, counts)
  VALUES (OLD.environment, ARRAY[OLD.service_id, NEW.service_id], ARRAY[OLD.status, NEW.status], ARRAY[OLD.urgency, NEW.urgency],
    ARRAY[COALESCE(OLD.service_team_id, ''), COALESCE(NEW.service_team_id, '')], ARRAY[COALESCE(OLD.team_id, ''), COALESCE(NEW.team_id, '')],
    ARRAY[COALESCE(OLD.assignee_id, ''), COALESCE(NEW.assignee_id, '')], ARRAY[-1, 1]);
  RETURN NULL;
END $$;

CREATE FUNCTION total_removed_incident() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO incident_total_changes (environment, service_ids, statuses, urgencies, service_team_ids, team_ids, assignee_ids, counts)
  VALUES (OLD.environment, ARRAY[OLD.service_id], ARRAY[OLD.status], ARRAY[OLD.urgency],
    ARRAY[COALESCE(OLD.service_team_id, '')], ARRAY[COALESCE(OLD.team_id, '')], ARRAY[COALESCE(OLD.assignee_id, '')], ARRAY[-1]);
  RETURN NULL;
END $$;

CREATE TRIGGER total_added_incidents AFTER INSERT ON incidents REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION total_added_incidents();
CREATE TRIGGER total_changed_incident AFTER UPDATE ON incidents FOR EACH ROW
  WHEN ((OLD.service_id, OLD.status, OLD.urgency, OLD.service_team_id, OLD.team_id, OLD.assignee_id)
    IS DISTINCT FROM (NEW.service_id, NEW.status, NEW.urgency, NEW.service_team_id, NEW.team_id, NEW.assignee_id))
  EXECUTE FUNCTION total_changed_incident();
CREATE TRIGGER total_removed_incident AFTER DELETE ON incidents FOR EACH ROW EXECUTE FUNCTION total_removed_incident();

-- What is read: each kind may have several rows here, whose sum is its total.
CREATE VIEW incident_kinds AS
SELECT environment, service_id, status, urgency, service_team_id, team_id, assignee_id, n FROM incident_totals
UNION ALL
SELECT environment, kind.* FROM incident_total_changes,
  unnest(service_ids, statuses, urgencies, service_team_ids, team_ids, assignee_ids, counts)
    AS kind (service_id, status, urgency, service_team_id, team_id, assignee_id, n);
{{else}}
-- SQLite has one writer at a time, who may as well update the totals in place.
CREATE TRIGGER total_added_incident AFTER INSERT ON incidents BEGIN
  INSERT INTO incident_totals VALUES (NEW.environment, NEW.service_id, NEW.status, NEW.urgency,
    COALESCE(NEW.service_team_id, ''), COALESCE(NEW.team_id, ''), COALESCE(NEW.assignee_id, ''), 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER total_changed_incident AFTER UPDATE OF service_id, status, urgency, service_team_id, team_id, assignee_id ON incidents
WHEN OLD.service_id IS NOT NEW.service_id OR OLD.status IS NOT NEW.status OR OLD.urgency IS NOT NEW.urgency
  OR OLD.service_team_id IS NOT NEW.service_team_id OR OLD.team_id IS NOT NEW.team_id OR OLD.assignee_id IS NOT NEW.assignee_id
BEGIN
  INSERT INTO incident_totals VALUES (OLD.environment, OLD.service_id, OLD.status, OLD.urgency,
    COALESCE(OLD.service_team_id, ''), COALESCE(OLD.team_id, ''), COALESCE(OLD.assignee_id, ''), -1)
  ON CONFLICT DO UPDATE SET n = n - 1;
  INSERT INTO incident_totals VALUES (NEW.environment, NEW.service_id, NEW.status, NEW.urgency,
    COALESCE(NEW.service_team_id, ''), COALESCE(NEW.team_id, ''), COALESCE(NEW.assignee_id, ''), 1)
  ON CONFLICT DO UPDATE SET n = n + 1;
END;
CREATE TRIGGER total_removed_incident AFTER DELETE ON incidents BEGIN
  INSERT INTO incident_totals VALUES (OLD.environment, OLD.service_id, OLD.status, OLD.urgency,
    COALESCE(OLD.service_team_id, ''), COALESCE(OLD.team_id, ''), COALESCE(OLD.assignee_id, ''), -1)
  ON CONFLICT DO UPDATE SET n = n - 1;
END;

CREATE VIEW incident_kinds AS
SELECT environment, service_id, status, urgency, service_team_id, team_id, assignee_id, n FROM incident_totals;
{{end}}
