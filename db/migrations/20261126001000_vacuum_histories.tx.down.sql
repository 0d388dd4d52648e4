{{if .Postgres}}
ALTER TABLE alerts RESET (autovacuum_vacuum_scale_factor);
ALTER TABLE incident_events RESET (autovacuum_vacuum_scale_factor);
ALTER TABLE webhook_deliveries RESET (autovacuum_vacuum_scale_factor);
ALTER TABLE webhook_attempts RESET (autovacuum_vacuum_scale_factor);
ALTER TABLE audit_log RESET (autovacuum_vacuum_scale_factor);
{{else}}
SELECT 1;
{{end}}
