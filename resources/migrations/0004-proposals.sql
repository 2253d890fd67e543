-- Changes of rights and money settings are made by two people (law 4): one proposes, another one confirms.
CREATE TABLE proposals (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  before TEXT NOT NULL CHECK (json_valid(before)),
  after TEXT NOT NULL CHECK (json_valid(after)),
  payload TEXT NOT NULL CHECK (json_valid(payload)),
  concerns INTEGER REFERENCES operators (id),
  reason TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('open', 'applied', 'refused', 'withdrawn', 'stale')),
  alone INTEGER NOT NULL CHECK (alone IN (0, 1)),
  decided_by INTEGER REFERENCES operators (id),
  decided_at INTEGER,
  decision_reason TEXT NOT NULL DEFAULT '',
  CHECK ((state = 'open') = (decided_at IS NULL)),
  CHECK (alone = 0 OR (state = 'applied' AND decided_by IS NULL)),
  CHECK (state = 'open' OR alone = 1 OR decided_by IS NOT NULL),
  -- The second person is another one, and not the one whose rights are changed.
  CHECK (state IN ('open', 'withdrawn') OR alone = 1 OR decided_by <> made_by),
  CHECK (state <> 'applied' OR alone = 1 OR concerns IS NULL OR decided_by <> concerns)
) STRICT;
CREATE UNIQUE INDEX one_open_proposal ON proposals (kind, subject) WHERE state = 'open';
CREATE INDEX proposals_open ON proposals (id) WHERE state = 'open';
