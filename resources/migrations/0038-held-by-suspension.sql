-- A suspension holds the pending requests of its customer once; how many it held is kept (R2-106).
ALTER TABLE emergencies ADD COLUMN held_requests INTEGER;
UPDATE emergencies SET held_requests = 0 WHERE kind = 'suspend' AND lifted_at IS NULL;
CREATE INDEX emergencies_to_carry_out ON emergencies (id) WHERE kind = 'suspend' AND held_requests IS NULL AND lifted_at IS NULL;
