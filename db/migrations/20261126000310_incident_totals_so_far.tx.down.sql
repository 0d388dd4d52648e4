DELETE FROM incident_totals;
