-- Roles and departments that the desk added or changed; what is not here is as the program brings it along. Each row names the
-- change by two people that made it (law 4).
CREATE TABLE roles (
  role TEXT NOT NULL PRIMARY KEY CHECK (length(role) BETWEEN 2 AND 40),
  version INTEGER NOT NULL DEFAULT 1,
  label TEXT CHECK (label IS NULL OR json_valid(label)),
  permissions TEXT NOT NULL CHECK (json_valid(permissions)),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  proposal_id INTEGER NOT NULL REFERENCES proposals (id)
) STRICT;
CREATE TABLE departments (
  department TEXT NOT NULL PRIMARY KEY CHECK (length(department) BETWEEN 2 AND 40),
  version INTEGER NOT NULL DEFAULT 1,
  label TEXT CHECK (label IS NULL OR json_valid(label)),
  retired INTEGER NOT NULL DEFAULT 0 CHECK (retired IN (0, 1)),
  proposal_id INTEGER NOT NULL REFERENCES proposals (id)
) STRICT;
