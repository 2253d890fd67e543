-- Emergency controls: raised by one, lifted by two, kept for ever.
CREATE TABLE emergencies (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL CHECK (kind IN ('pause', 'provider', 'freeze', 'suspend')),
  subject TEXT NOT NULL,
  about TEXT NOT NULL,
  reason TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL,
  lift_asked_by INTEGER REFERENCES operators (id),
  lift_reason TEXT NOT NULL DEFAULT '',
  lifted_by INTEGER REFERENCES operators (id),
  lifted_at INTEGER,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL)),
  CHECK (lifted_by IS NULL OR (lift_asked_by IS NOT NULL AND lift_asked_by <> lifted_by))
) STRICT;
CREATE UNIQUE INDEX one_emergency ON emergencies (kind, subject) WHERE lifted_at IS NULL;
