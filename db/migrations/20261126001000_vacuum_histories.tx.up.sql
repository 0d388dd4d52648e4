-- What is deleted when it is old lies at the beginning of an index until the table is
-- vacuumed, and every look for more begins there: vacuum after a fiftieth of the rows, and
-- not after a fifth. The lock that this takes stops nobody who reads or writes.
{{if .Postgres}}
ALTER TABLE alerts SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE incident_events SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE webhook_deliveries SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE webhook_attempts SET (autovacuum_vacuum_scale_factor = 0.02);
ALTER TABLE audit_log SET (autovacuum_vacuum_scale_factor = 0.02);
{{else}}
SELECT 1; -- SQLite takes what is deleted out at once
{{end}}
