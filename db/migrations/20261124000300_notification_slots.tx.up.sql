-- A user may have several Slack channels: a page goes once to each.
ALTER TABLE notifications ADD COLUMN slot BIGINT NOT NULL DEFAULT 0; -- which of the user's destinations by the channel

DROP INDEX notifications_once;
CREATE UNIQUE INDEX notifications_once ON notifications (environment, incident_id, occasion, user_id, channel, slot) WHERE incident_id IS NOT NULL;
