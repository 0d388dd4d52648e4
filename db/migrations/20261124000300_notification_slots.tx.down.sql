DROP INDEX notifications_once;
DELETE FROM notifications WHERE slot > 0;
CREATE UNIQUE INDEX notifications_once ON notifications (environment, incident_id, occasion, user_id, channel) WHERE incident_id IS NOT NULL;

ALTER TABLE notifications DROP COLUMN slot;
