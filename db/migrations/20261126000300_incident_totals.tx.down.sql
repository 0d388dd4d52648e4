DROP VIEW incident_kinds;
{{if .Postgres}}
DROP TRIGGER total_added_incidents ON incidents;
DROP TRIGGER total_changed_incident ON incidents;
DROP TRIGGER total_removed_incident ON incidents;
DROP FUNCTION total_added_incidents();
DROP FUNCTION total_changed_incident();
DROP FUNCTION total_removed_incident();
DROP TABLE incident_total_changes;
{{else}}
DROP TRIGGER total_added_incident;
DROP TRIGGER total_changed_incident;
DROP TRIGGER total_removed_incident;
{{end}}
DROP TABLE incident_totals;
