-- Lists of cheques for a bank: what it was told about each leaf, one list after the other, the same bytes for ever.

-- Which layout the lists of an account have: every choice is kept, the newest is in force.
CREATE TABLE issue_profiles (
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  version INTEGER NOT NULL CHECK (version > 0),
  layout TEXT,
  reason TEXT NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  PRIMARY KEY (bank_account_id, version)
) STRICT, WITHOUT ROWID;

CREATE TABLE issue_files (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  sequence INTEGER NOT NULL CHECK (sequence > 0),
  state TEXT NOT NULL CHECK (state IN ('made', 'exported', 'taken', 'refused')),
  layout TEXT NOT NULL,
  business_date TEXT NOT NULL,
  issued INTEGER NOT NULL CHECK (issued >= 0),
  void INTEGER NOT NULL CHECK (void >= 0),
  stopped INTEGER NOT NULL CHECK (stopped >= 0),
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  file_id INTEGER NOT NULL REFERENCES files (id),
  sha256 TEXT NOT NULL,
  exports INTEGER NOT NULL DEFAULT 0,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  bank_says TEXT,
  answered_by INTEGER REFERENCES operators (id),
  answered_at INTEGER,
  UNIQUE (bank_account_id, sequence),
  CHECK (issued + void + stopped > 0),
  CHECK ((state IN ('taken', 'refused')) = (answered_by IS NOT NULL))
) STRICT;
CREATE INDEX issue_files_of_file ON issue_files (file_id);

CREATE TABLE issue_lines (
  issue_file_id INTEGER NOT NULL REFERENCES issue_files (id),
  leaf_id INTEGER NOT NULL REFERENCES cheque_leaves (id),
  status TEXT NOT NULL CHECK (status IN ('issued', 'void', 'stopped')),
  before TEXT CHECK (before IN ('issued', 'void', 'stopped')),
  PRIMARY KEY (issue_file_id, leaf_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX issue_lines_of_leaf ON issue_lines (leaf_id, issue_file_id);

-- What the bank knows of a leaf; the index holds only leaves of which it knows less than it should.
ALTER TABLE cheque_leaves ADD COLUMN reported TEXT CHECK (reported IN ('issued', 'void', 'stopped'));
CREATE INDEX cheque_leaves_to_report ON cheque_leaves (bank_account_id, number) WHERE
  (state IN ('released', 'deposited', 'presented') AND reported IS NOT 'issued')
  OR (state = 'stopped' AND reported IS NOT 'stopped')
  OR (state IN ('spoiled', 'void', 'returned', 'stale', 'destroyed') AND (reported IS NULL OR reported = 'issued'));
