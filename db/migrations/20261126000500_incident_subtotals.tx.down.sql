DROP VIEW incident_facets;
DROP TRIGGER subtotal_added{{if .Postgres}} ON incident_totals{{end}};
DROP TRIGGER subtotal_changed{{if .Postgres}} ON incident_totals{{end}};
DROP TRIGGER subtotal_removed{{if .Postgres}} ON incident_totals{{end}};
{{if .Postgres}}
DROP FUNCTION subtotal_incidents;
DROP FUNCTION incident_facets;
{{end}}
DROP INDEX incident_totals_assignee;
DROP TABLE incident_subtotals;
