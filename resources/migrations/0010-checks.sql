-- What the desk is told from outside, its limits and barred parties, and what was checked of each request.

-- One fact about a customer, an account or a destination, with who said so (R2-10, R3-73, R3-75).
CREATE TABLE facts (
  subject TEXT NOT NULL CHECK (subject IN ('customer', 'account', 'destination')),
  subject_id INTEGER NOT NULL,
  fact TEXT NOT NULL,
  value TEXT NOT NULL CHECK (value <> ''),
  source TEXT NOT NULL CHECK (source <> ''),
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  PRIMARY KEY (subject, subject_id, fact)
) STRICT, WITHOUT ROWID;

-- O-07: one table of limits. An empty text in a column of the scope means every one.
CREATE TABLE limits (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  scope TEXT NOT NULL CHECK (scope IN ('desk', 'rank', 'risk', 'customer', 'unverified')),
  scope_value TEXT NOT NULL,
  currency TEXT NOT NULL,
  method TEXT NOT NULL,
  measure TEXT NOT NULL CHECK (measure IN ('requestAmount', 'dayAmount', 'dayCount', 'monthAmount')),
  comparison TEXT NOT NULL CHECK (comparison IN ('atMost', 'below')),
  bound INTEGER NOT NULL CHECK (bound >= 0 AND bound <= 1000000000000000),
  effect TEXT NOT NULL CHECK (effect IN ('refuse', 'hold', 'nextDay', 'askAgain', 'flag')),
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  changed_by INTEGER NOT NULL REFERENCES operators (id),
  changed_at INTEGER NOT NULL,
  CHECK (measure = 'dayCount' OR length(currency) = 3)
) STRICT;
CREATE INDEX limits_active ON limits (measure, id) WHERE active = 1;

-- R3-75: who and what is barred from payouts. A bar is lifted, never deleted.
CREATE TABLE bars (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('customer', 'account', 'destinationAccount', 'payeeName', 'country')),
  value TEXT NOT NULL CHECK (value <> ''),
  reason TEXT NOT NULL CHECK (reason <> ''),
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operators (id),
  lifted_at INTEGER,
  lifted_by INTEGER REFERENCES operators (id),
  lifted_reason TEXT,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX bars_active ON bars (kind, value) WHERE lifted_at IS NULL;

-- R2-09, R2-109: each result with its inputs, each answer with its evidence, each resolution with who and how. Rows are only added.
CREATE TABLE check_results (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES requests (id),
  name TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('run', 'answer', 'resolution')),
  moment TEXT NOT NULL CHECK (moment IN ('pageLoad', 'submission', 'confirmation', 'review', 'approval', 'execution')),
  outcome TEXT NOT NULL CHECK (outcome IN ('refuse', 'hold', 'nextDay', 'askAgain', 'flag')),
  state TEXT NOT NULL CHECK (state IN ('passed', 'failed')),
  figures TEXT NOT NULL CHECK (json_valid(figures)),
  -- Digest of what was judged: another amount or destination needs another look (law 5).
  content TEXT NOT NULL,
  text TEXT NOT NULL,
  file_id INTEGER REFERENCES files (id),
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  CHECK (kind = 'run' OR text <> '' OR file_id IS NOT NULL),
  CHECK (kind <> 'resolution' OR outcome <> 'refuse')
) STRICT;
CREATE INDEX check_results_of_request ON check_results (request_id, name, id);
