-- The home page shows who was told of what is late, newest first.
CREATE INDEX clock_notices_late ON clock_notices (at, request_id) WHERE kind = 'escalation';
