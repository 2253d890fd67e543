-- The clocks of a request beside the regulation's (O-18), kept only where the profile has any: due_at stays the earliest of all.
CREATE TABLE request_clocks (
  request_id INTEGER PRIMARY KEY REFERENCES requests (id),
  regulatory_due INTEGER,
  priority_due INTEGER,
  step_started INTEGER,
  step_due INTEGER
) STRICT;

-- Who was told that a clock was about to run out, or had: once each, whatever restarts in between.
CREATE TABLE clock_notices (
  request_id INTEGER NOT NULL REFERENCES requests (id),
  clock TEXT NOT NULL CHECK (clock IN ('regulatory', 'priority', 'step')),
  kind TEXT NOT NULL CHECK (kind IN ('reminder', 'escalation')),
  due_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  told TEXT NOT NULL CHECK (json_valid(told)),
  PRIMARY KEY (request_id, clock, kind, due_at)
) STRICT, WITHOUT ROWID;

-- Views of the queue that a person keeps: filters, order and columns under a name.
CREATE TABLE saved_views (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  name TEXT NOT NULL,
  shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
  content TEXT NOT NULL CHECK (json_valid(content)),
  changed_at INTEGER NOT NULL,
  UNIQUE (operator_id, name)
) STRICT;
CREATE INDEX saved_views_shared ON saved_views (name, id) WHERE shared = 1;
