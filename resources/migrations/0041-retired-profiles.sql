-- Workflow profiles that take no new requests. Requests under way go on with them.
CREATE TABLE retired_profiles (
  profile TEXT PRIMARY KEY CHECK (length(profile) BETWEEN 1 AND 64),
  retired_by INTEGER NOT NULL REFERENCES operators (id),
  retired_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
