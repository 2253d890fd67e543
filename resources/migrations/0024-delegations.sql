-- For some days one person may use named roles of another in approvals (R2-83…R2-86). A row exists once a second person has confirmed it.
CREATE TABLE delegations (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  delegator_id INTEGER NOT NULL REFERENCES operators (id),
  delegate_id INTEGER NOT NULL REFERENCES operators (id),
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  from_date TEXT NOT NULL CHECK (length(from_date) = 10),
  to_date TEXT NOT NULL CHECK (length(to_date) = 10),
  reason TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  confirmed_by INTEGER NOT NULL REFERENCES operators (id),
  ended_by INTEGER REFERENCES operators (id),
  ended_at INTEGER,
  CHECK (delegator_id <> delegate_id),
  CHECK (from_date <= to_date),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL)),
  -- Neither who asked for it nor who gains by it confirms it (law 4).
  CHECK (confirmed_by <> made_by AND confirmed_by <> delegate_id)
) STRICT;
CREATE INDEX delegations_to ON delegations (delegate_id, to_date) WHERE ended_at IS NULL;
