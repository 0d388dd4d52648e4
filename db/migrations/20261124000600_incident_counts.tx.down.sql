ALTER TABLE incidents DROP COLUMN reopens;
ALTER TABLE incidents DROP COLUMN hand_escalations;
ALTER TABLE incidents DROP COLUMN auto_escalations;
