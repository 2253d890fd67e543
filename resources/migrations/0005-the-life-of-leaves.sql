-- Leaves live on after their release: deposited, returned, stale, stopped, destroyed; and somebody has each of them.

-- One print job in the order of the numbers: intended, sent to the printer, then answered for leaf by leaf (law 11).
CREATE TABLE cheque_runs (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  book_id INTEGER NOT NULL REFERENCES cheque_books (id),
  layout TEXT NOT NULL,
  file_id INTEGER NOT NULL REFERENCES files (id),
  leaves INTEGER NOT NULL CHECK (leaves > 0),
  pages INTEGER NOT NULL CHECK (pages > 0),
  printer TEXT,
  tray TEXT,
  calibration_id INTEGER,
  state TEXT NOT NULL CHECK (state IN ('byHand', 'intended', 'sent', 'failed', 'unknown', 'paused', 'answered')),
  first_page INTEGER NOT NULL DEFAULT 1,
  spool_id TEXT,
  problem TEXT,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  since_at INTEGER NOT NULL,
  CHECK ((printer IS NULL) = (state = 'byHand') OR state = 'answered')
) STRICT;
CREATE INDEX cheque_runs_open ON cheque_runs (id) WHERE state <> 'answered';

-- The afternoon's way to a branch of the bank (R3-49).
CREATE TABLE cheque_deposits (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('open', 'deposited', 'withdrawn')),
  branch TEXT NOT NULL,
  carrier TEXT NOT NULL,
  business_date TEXT NOT NULL,
  leaves INTEGER NOT NULL CHECK (leaves > 0),
  file_id INTEGER NOT NULL REFERENCES files (id),
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  slip TEXT,
  ended_by INTEGER REFERENCES operators (id),
  ended_at INTEGER,
  CHECK ((state = 'open') = (ended_by IS NULL))
) STRICT;

-- Blank leaves counted against the drawer, signed by two people.
CREATE TABLE cheque_counts (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  business_date TEXT NOT NULL,
  lines TEXT NOT NULL CHECK (json_valid(lines)),
  difference INTEGER NOT NULL,
  reason TEXT NOT NULL,
  digest TEXT NOT NULL,
  counted_by INTEGER NOT NULL REFERENCES operators (id),
  counted_at INTEGER NOT NULL,
  signed_by INTEGER REFERENCES operators (id),
  signed_at INTEGER,
  CHECK (signed_by IS NULL OR signed_by <> counted_by),
  CHECK (difference = 0 OR length(reason) > 0)
) STRICT;
CREATE INDEX cheque_counts_of_date ON cheque_counts (business_date, id);

-- Paper of dead leaves is destroyed by one person before the eyes of another.
CREATE TABLE cheque_destructions (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('asked', 'done')),
  how TEXT NOT NULL,
  leaves INTEGER NOT NULL CHECK (leaves > 0),
  asked_by INTEGER NOT NULL REFERENCES operators (id),
  asked_at INTEGER NOT NULL,
  seen_by INTEGER REFERENCES operators (id),
  seen_at INTEGER,
  CHECK (seen_by IS NULL OR seen_by <> asked_by),
  CHECK ((state = 'done') = (seen_by IS NOT NULL))
) STRICT;

-- Who has the leaf now, and the slips that say so.
CREATE TABLE cheque_handovers (
  id INTEGER PRIMARY KEY,
  given_by INTEGER NOT NULL REFERENCES operators (id),
  given_at INTEGER NOT NULL,
  to_name TEXT NOT NULL,
  leaves INTEGER NOT NULL CHECK (leaves > 0),
  file_id INTEGER NOT NULL REFERENCES files (id)
) STRICT;

-- A CHECK cannot be changed in place: leaves and the signatures on them move to tables of the same rows.
CREATE TABLE new_leaves (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  book_id INTEGER NOT NULL REFERENCES cheque_books (id),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('blank', 'reserved', 'printed', 'spoiled', 'signedOnce', 'signedTwice', 'released', 'deposited', 'presented', 'returned', 'stale', 'stopped', 'void', 'destroyed')),
  since_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES operators (id),
  instruction_id INTEGER REFERENCES instructions (id),
  payee_name TEXT,
  amount_minor INTEGER,
  words TEXT,
  cheque_date TEXT,
  printed_by INTEGER REFERENCES operators (id),
  printed_at INTEGER,
  pdf_file_id INTEGER REFERENCES files (id),
  pdf_sha256 TEXT,
  released_to TEXT,
  released_at INTEGER,
  replaces INTEGER REFERENCES new_leaves (id),
  reason TEXT,
  run_id INTEGER REFERENCES cheque_runs (id),
  page INTEGER,
  holder TEXT,
  delivery TEXT CHECK (delivery IN ('payee', 'deposit')),
  deposit_id INTEGER REFERENCES cheque_deposits (id),
  destruction_id INTEGER REFERENCES cheque_destructions (id),
  -- A void of a signed leaf and a stop at the bank are asked by one person and done by another.
  asked TEXT CHECK (asked IN ('void', 'stop')),
  asked_by INTEGER REFERENCES operators (id),
  asked_at INTEGER,
  effective_date TEXT,
  bank_reference TEXT,
  UNIQUE (bank_account_id, number),
  CHECK ((asked IS NULL) = (asked_by IS NULL))
) STRICT;
INSERT INTO new_leaves (id, version, book_id, bank_account_id, number, state, since_at, changed_by, instruction_id, payee_name, amount_minor, words,
    cheque_date, printed_by, printed_at, pdf_file_id, pdf_sha256, released_to, released_at, replaces, reason)
  SELECT id, version, book_id, bank_account_id, number, state, since_at, changed_by, instruction_id, payee_name, amount_minor, words,
    cheque_date, printed_by, printed_at, pdf_file_id, pdf_sha256, released_to, released_at, replaces, reason FROM cheque_leaves ORDER BY id;
CREATE TABLE new_signatures (
  leaf_id INTEGER NOT NULL REFERENCES new_leaves (id),
  ordinal INTEGER NOT NULL CHECK (ordinal IN (1, 2)),
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  signing_group TEXT NOT NULL CHECK (signing_group IN ('A', 'B')),
  at INTEGER NOT NULL,
  pdf_sha256 TEXT NOT NULL,
  PRIMARY KEY (leaf_id, ordinal),
  UNIQUE (leaf_id, operator_id)
) STRICT, WITHOUT ROWID;
INSERT INTO new_signatures SELECT leaf_id, ordinal, operator_id, signing_group, at, pdf_sha256 FROM cheque_signatures ORDER BY leaf_id, ordinal;
DROP TABLE cheque_signatures;
DROP TABLE cheque_leaves;
ALTER TABLE new_leaves RENAME TO cheque_leaves;
ALTER TABLE new_signatures RENAME TO cheque_signatures;
CREATE INDEX cheque_leaves_of_state ON cheque_leaves (state, id);
CREATE INDEX cheque_leaves_of_book ON cheque_leaves (book_id, state, number);
CREATE INDEX cheque_leaves_of_instruction ON cheque_leaves (instruction_id, id) WHERE instruction_id IS NOT NULL;
CREATE INDEX cheque_leaves_of_payee ON cheque_leaves (payee_name COLLATE NOCASE, id) WHERE payee_name IS NOT NULL;
CREATE INDEX cheque_leaves_of_run ON cheque_leaves (run_id, number) WHERE run_id IS NOT NULL;
CREATE INDEX cheque_leaves_of_deposit ON cheque_leaves (deposit_id, number) WHERE deposit_id IS NOT NULL;
CREATE INDEX cheque_leaves_of_destruction ON cheque_leaves (destruction_id, number) WHERE destruction_id IS NOT NULL;
CREATE UNIQUE INDEX one_live_leaf ON cheque_leaves (instruction_id) WHERE instruction_id IS NOT NULL AND state NOT IN ('spoiled', 'void', 'destroyed');

-- The audit records of a leaf, found without reading the log.
CREATE TABLE cheque_leaf_records (
  leaf_id INTEGER NOT NULL REFERENCES cheque_leaves (id),
  sequence INTEGER NOT NULL,
  PRIMARY KEY (leaf_id, sequence)
) STRICT, WITHOUT ROWID;
