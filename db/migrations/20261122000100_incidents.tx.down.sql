DROP TABLE alerts;

DROP TABLE incident_events;

DROP TABLE incidents;

DROP TABLE maintenance_windows;
DROP TABLE integrations;

DROP TABLE services;
