-- Workflow profiles that the desk itself made: every version stays, because requests run on the version they began with (K-01).
CREATE TABLE profile_versions (
  profile TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  state TEXT NOT NULL CHECK (state IN ('draft', 'active')),
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  note TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  activated_at INTEGER,
  PRIMARY KEY (profile, version),
  CHECK ((state = 'active') = (activated_at IS NOT NULL))
) STRICT;
