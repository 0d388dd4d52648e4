DROP TABLE escalation_targets;
DROP TABLE escalation_steps;
DROP TABLE escalation_versions;
DROP TABLE escalation_policies;
DROP TABLE schedule_overrides;
DROP TABLE schedule_layer_users;
DROP TABLE schedule_layers;
DROP TABLE schedules;
