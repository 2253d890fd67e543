-- What a typhoon or a black rainstorm moved: the plan as it was carried out, with every line of it. A day has one in force.
CREATE TABLE storms (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  date TEXT NOT NULL CHECK (length(date) = 10),
  from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1440),
  kind TEXT NOT NULL CHECK (kind IN ('typhoon', 'blackRain', 'other')),
  reason TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  calendars TEXT NOT NULL CHECK (json_valid(calendars)),
  made_by INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL,
  lifted_by INTEGER REFERENCES operators (id),
  lifted_at INTEGER,
  lifted_reason TEXT,
  CHECK ((lifted_by IS NULL) = (lifted_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_storm ON storms (date) WHERE lifted_at IS NULL;
