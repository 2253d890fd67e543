-- The desk's own lists: what it added, renamed or retired; what is not here is as the program brings it along.
CREATE TABLE list_entries (
  list TEXT NOT NULL CHECK (list IN ('withdrawalType', 'withdrawalMethod', 'documentKind')),
  key TEXT NOT NULL CHECK (length(key) BETWEEN 2 AND 40),
  version INTEGER NOT NULL DEFAULT 1,
  label TEXT CHECK (label IS NULL OR json_valid(label)),
  pays TEXT,
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  changed_by INTEGER NOT NULL REFERENCES operators (id),
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (list, key),
  CHECK ((list = 'withdrawalMethod') = (pays IS NOT NULL))
) STRICT;
-- R0-07: what was asked for, where the form or the workflow asks for it: the type, and a method of the desk's own by its name.
CREATE TABLE request_wishes (
  request_id INTEGER NOT NULL PRIMARY KEY REFERENCES requests (id),
  withdrawal_type TEXT,
  method_entry TEXT,
  CHECK (withdrawal_type IS NOT NULL OR method_entry IS NOT NULL)
) STRICT;
