-- Who is on call when, and whom an incident is taken to, step by step.

CREATE TABLE schedules (
  environment TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id          TEXT NOT NULL,
  name        TEXT NOT NULL,
  description TEXT,
  time_zone   TEXT NOT NULL,
  search_text TEXT NOT NULL,
  version     BIGINT NOT NULL,
  archived_at TIMESTAMPTZ, -- NULL: not deleted
  created_at  TIMESTAMPTZ NOT NULL,
  updated_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id)
);

CREATE UNIQUE INDEX schedules_name ON schedules (environment, name) WHERE archived_at IS NULL;
CREATE INDEX schedules_created ON schedules (environment, created_at, id);
CREATE INDEX schedules_updated ON schedules (environment, updated_at, id);

-- start_at and end_at, because END is a word of SQL.
CREATE TABLE schedule_layers (
  environment     TEXT NOT NULL,
  id              TEXT NOT NULL,
  schedule_id     TEXT NOT NULL,
  position        BIGINT NOT NULL, -- of two layers with one priority the later wins
  name            TEXT,
  priority        BIGINT NOT NULL,
  start_at        TIMESTAMPTZ NOT NULL,
  end_at          TIMESTAMPTZ, -- NULL: for ever
  time_zone       TEXT,        -- NULL: the schedule's
  rotation_start  TIMESTAMPTZ NOT NULL,
  rotation_unit   TEXT NOT NULL CHECK (rotation_unit IN ('hours', 'days', 'weeks', 'months')),
  rotation_length BIGINT NOT NULL CHECK (rotation_length > 0),
  restrictions    JSON NOT NULL,
  PRIMARY KEY (environment, id),
  UNIQUE (environment, schedule_id, position),
  FOREIGN KEY (environment, schedule_id) REFERENCES schedules (environment, id) ON DELETE CASCADE
);

-- A user may have several turns of one rotation.
CREATE TABLE schedule_layer_users (
  environment TEXT NOT NULL,
  layer_id    TEXT NOT NULL,
  position    BIGINT NOT NULL,
  user_id     TEXT NOT NULL,
  PRIMARY KEY (environment, layer_id, position),
  FOREIGN KEY (environment, layer_id) REFERENCES schedule_layers (environment, id) ON DELETE CASCADE,
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id)
);

CREATE INDEX schedule_layer_users_user ON schedule_layer_users (environment, user_id);

CREATE TABLE schedule_overrides (
  environment TEXT NOT NULL,
  id          TEXT NOT NULL,
  schedule_id TEXT NOT NULL,
  position    BIGINT NOT NULL, -- the later wins
  user_id     TEXT NOT NULL,
  start_at    TIMESTAMPTZ NOT NULL,
  end_at      TIMESTAMPTZ NOT NULL,
  replaces_id TEXT, -- NULL: whoever is on call
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id),
  UNIQUE (environment, schedule_id, position),
  FOREIGN KEY (environment, schedule_id) REFERENCES schedules (environment, id) ON DELETE CASCADE,
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id),
  FOREIGN KEY (environment, replaces_id) REFERENCES users (environment, id)
);

CREATE INDEX schedule_overrides_end ON schedule_overrides (environment, schedule_id, end_at);
CREATE INDEX schedule_overrides_user ON schedule_overrides (environment, user_id);
CREATE INDEX schedule_overrides_replaces ON schedule_overrides (environment, replaces_id) WHERE replaces_id IS NOT NULL;

-- A policy keeps its earlier versions: an incident escalates by the one that it
-- began with.
CREATE TABLE escalation_policies (
  environment TEXT NOT NULL CHECK (environment IN ('LIVE', 'TEST')),
  id          TEXT NOT NULL,
  name        TEXT NOT NULL,
  description TEXT,
  repeat_count BIGINT NOT NULL CHECK (repeat_count BETWEEN 0 AND 9),
  steps_version BIGINT NOT NULL, -- of the steps in force
  search_text TEXT NOT NULL,
  version     BIGINT NOT NULL,
  archived_at TIMESTAMPTZ, -- NULL: not deleted
  created_at  TIMESTAMPTZ NOT NULL,
  updated_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, id)
);

CREATE UNIQUE INDEX escalation_policies_name ON escalation_policies (environment, name) WHERE archived_at IS NULL;
CREATE INDEX escalation_policies_created ON escalation_policies (environment, created_at, id);
CREATE INDEX escalation_policies_updated ON escalation_policies (environment, updated_at, id);

CREATE TABLE escalation_versions (
  environment  TEXT NOT NULL,
  policy_id    TEXT NOT NULL,
  version      BIGINT NOT NULL,
  repeat_count BIGINT NOT NULL CHECK (repeat_count BETWEEN 0 AND 9),
  created_at   TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (environment, policy_id, version),
  FOREIGN KEY (environment, policy_id) REFERENCES escalation_policies (environment, id) ON DELETE CASCADE
);

CREATE TABLE escalation_steps (
  environment            TEXT NOT NULL,
  policy_id              TEXT NOT NULL,
  version                BIGINT NOT NULL,
  position               BIGINT NOT NULL, -- from 1
  id                     TEXT NOT NULL,   -- the same in each version that has the step
  escalate_after_minutes BIGINT NOT NULL CHECK (escalate_after_minutes BETWEEN 1 AND 10080),
  PRIMARY KEY (environment, policy_id, version, position),
  UNIQUE (environment, policy_id, version, id),
  FOREIGN KEY (environment, policy_id, version) REFERENCES escalation_versions (environment, policy_id, version) ON DELETE CASCADE
);

CREATE TABLE escalation_targets (
  environment TEXT NOT NULL,
  policy_id   TEXT NOT NULL,
  version     BIGINT NOT NULL,
  step        BIGINT NOT NULL, -- the step's position
  position    BIGINT NOT NULL,
  user_id     TEXT,
  team_id     TEXT,
  schedule_id TEXT,
  PRIMARY KEY (environment, policy_id, version, step, position),
  CHECK ((CASE WHEN user_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN team_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN schedule_id IS NULL THEN 0 ELSE 1 END) = 1),
  FOREIGN KEY (environment, policy_id, version, step) REFERENCES escalation_steps (environment, policy_id, version, position) ON DELETE CASCADE,
  FOREIGN KEY (environment, user_id) REFERENCES users (environment, id),
  FOREIGN KEY (environment, team_id) REFERENCES teams (environment, id),
  FOREIGN KEY (environment, schedule_id) REFERENCES schedules (environment, id)
);

CREATE INDEX escalation_targets_user ON escalation_targets (environment, user_id) WHERE user_id IS NOT NULL;
CREATE INDEX escalation_targets_team ON escalation_targets (environment, team_id) WHERE team_id IS NOT NULL;
CREATE INDEX escalation_targets_schedule ON escalation_targets (environment, schedule_id) WHERE schedule_id IS NOT NULL;
