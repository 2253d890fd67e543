-- The first schema of a ledger file. STRICT everywhere; amounts are minor units; instants are UTC milliseconds.
-- The triggers that hold the laws are in guards.sql and are re-created at every start.

CREATE TABLE operators (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  user_name TEXT NOT NULL UNIQUE,
  display_name TEXT NOT NULL,
  department TEXT,
  roles TEXT NOT NULL CHECK (json_valid(roles)),
  signing_group TEXT CHECK (signing_group IN ('A', 'B')),
  language TEXT NOT NULL DEFAULT 'en',
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  password_hash TEXT NOT NULL,
  must_change_password INTEGER NOT NULL DEFAULT 0 CHECK (must_change_password IN (0, 1)),
  failed_tries INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER,
  totp_secret TEXT,
  totp_last_step INTEGER NOT NULL DEFAULT 0,
  last_sign_in_at INTEGER,
  created_at INTEGER NOT NULL
) STRICT;

CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL CHECK (json_valid(value)),
  version INTEGER NOT NULL DEFAULT 1,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Once: a command with the same id and content has one effect (law 3).
CREATE TABLE commands (
  command_id TEXT PRIMARY KEY,
  operator_id INTEGER NOT NULL,
  input_hash BLOB NOT NULL CHECK (length(input_hash) = 16),
  output TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Remembered: one canonical JSON record per change, each hash covering the record and the hash before it (law 8).
CREATE TABLE audit (
  sequence INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  hash BLOB NOT NULL CHECK (length(hash) = 32),
  request_id INTEGER GENERATED ALWAYS AS (json_extract(record, '$.requestId')) VIRTUAL
) STRICT;
CREATE INDEX audit_of_request ON audit (request_id, sequence) WHERE request_id IS NOT NULL;

CREATE TABLE file_contents (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  size_bytes INTEGER NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE files (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL REFERENCES file_contents (sha256),
  name TEXT NOT NULL,
  media_type TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  created_by INTEGER REFERENCES operators (id)
) STRICT;
CREATE INDEX files_of_content ON files (sha256);

-- The books. A balance is debits minus credits: banks positive, what is owed to customers negative.
CREATE TABLE ledger_accounts (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('bank', 'customer', 'inTransit', 'feeIncome', 'bankCharges', 'suspense', 'adjustment', 'interest')),
  owner_id INTEGER NOT NULL DEFAULT 0,
  name TEXT NOT NULL,
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  balance_minor INTEGER NOT NULL DEFAULT 0 CHECK (abs(balance_minor) <= 1000000000000000),
  held_minor INTEGER NOT NULL DEFAULT 0 CHECK (held_minor >= 0),
  UNIQUE (kind, owner_id, currency),
  -- Nobody is paid what he does not have, and what is held cannot be spent twice.
  CHECK (kind <> 'customer' OR balance_minor + held_minor <= 0)
) STRICT;

CREATE TABLE journals (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  business_date TEXT NOT NULL CHECK (length(business_date) = 10),
  at INTEGER NOT NULL,
  operator_id INTEGER REFERENCES operators (id),
  request_id INTEGER,
  memo TEXT NOT NULL,
  reverses INTEGER REFERENCES journals (id)
) STRICT;
CREATE UNIQUE INDEX one_reversal ON journals (reverses) WHERE reverses IS NOT NULL;
CREATE INDEX journals_of_request ON journals (request_id, id) WHERE request_id IS NOT NULL;
CREATE INDEX journals_of_day ON journals (business_date, id);

CREATE TABLE postings (
  journal_id INTEGER NOT NULL REFERENCES journals (id) DEFERRABLE INITIALLY DEFERRED,
  line INTEGER NOT NULL CHECK (line BETWEEN 1 AND 1000),
  account_id INTEGER NOT NULL REFERENCES ledger_accounts (id),
  amount_minor INTEGER NOT NULL CHECK (amount_minor <> 0 AND abs(amount_minor) <= 1000000000000000),
  currency TEXT NOT NULL,
  balance_after_minor INTEGER NOT NULL,
  PRIMARY KEY (journal_id, line)
) STRICT, WITHOUT ROWID;
CREATE INDEX postings_of_account ON postings (account_id, journal_id);

-- Money set apart, not yet paid: reserved once, then posted or released, exactly once.
CREATE TABLE holds (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES ledger_accounts (id),
  request_id INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  state TEXT NOT NULL CHECK (state IN ('active', 'posted', 'released')),
  created_at INTEGER NOT NULL,
  ended_at INTEGER,
  posted_minor INTEGER NOT NULL DEFAULT 0 CHECK (posted_minor BETWEEN 0 AND amount_minor),
  CHECK ((state = 'active') = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_active_hold ON holds (request_id) WHERE state = 'active';

CREATE TABLE bank_accounts (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  name TEXT NOT NULL,
  bank_name TEXT NOT NULL,
  bank_code TEXT NOT NULL,
  bic TEXT NOT NULL,
  account_number TEXT NOT NULL UNIQUE,
  currency TEXT NOT NULL,
  owner_name TEXT NOT NULL,
  owner_town TEXT NOT NULL,
  owner_country TEXT NOT NULL,
  ledger_account_id INTEGER NOT NULL UNIQUE REFERENCES ledger_accounts (id)
) STRICT;

CREATE TABLE customers (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  customer_number TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  name_chinese TEXT NOT NULL,
  email TEXT NOT NULL,
  phone TEXT NOT NULL,
  country TEXT NOT NULL,
  risk TEXT NOT NULL CHECK (risk IN ('low', 'normal', 'high')),
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES operators (id)
) STRICT;
CREATE VIRTUAL TABLE customer_search USING fts5(words, tokenize = 'trigram');

CREATE TABLE trading_accounts (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  account_number TEXT NOT NULL UNIQUE,
  currency TEXT NOT NULL,
  equity_minor INTEGER NOT NULL,
  credit_minor INTEGER NOT NULL,
  margin_minor INTEGER NOT NULL,
  free_margin_minor INTEGER NOT NULL,
  open_trades INTEGER NOT NULL,
  figures_at INTEGER NOT NULL,
  ledger_account_id INTEGER NOT NULL UNIQUE REFERENCES ledger_accounts (id)
) STRICT;
CREATE INDEX trading_accounts_of_customer ON trading_accounts (customer_id, id);

CREATE TABLE trading_orders (
  id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL REFERENCES trading_accounts (id),
  kind TEXT NOT NULL CHECK (kind IN ('withdrawal', 'rollback', 'chargeback', 'fraudActivity', 'accountingMistake', 'deposit')),
  amount_minor INTEGER NOT NULL,
  comment TEXT NOT NULL,
  request_id INTEGER,
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id)
) STRICT;
CREATE INDEX trading_orders_of_account ON trading_orders (account_id, id);

CREATE TABLE destinations (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL CHECK (kind IN ('bankAccount', 'cheque')),
  details TEXT NOT NULL CHECK (json_valid(details)),
  digest TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1 CHECK (active IN (0, 1)),
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES operators (id),
  UNIQUE (customer_id, digest)
) STRICT;

CREATE TABLE customer_notes (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  request_id INTEGER,
  text TEXT NOT NULL
) STRICT;
CREATE INDEX customer_notes_of_customer ON customer_notes (customer_id, id);

CREATE TABLE requests (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  profile TEXT NOT NULL,
  profile_version INTEGER NOT NULL,
  status TEXT NOT NULL,
  department TEXT,
  priority INTEGER NOT NULL DEFAULT 2 CHECK (priority BETWEEN 1 AND 4),
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  account_id INTEGER NOT NULL REFERENCES trading_accounts (id),
  destination_id INTEGER REFERENCES destinations (id),
  method TEXT NOT NULL,
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0 AND amount_minor <= 1000000000000000),
  execute_minor INTEGER NOT NULL DEFAULT 0 CHECK (execute_minor >= 0),
  fee_minor INTEGER NOT NULL DEFAULT 0 CHECK (fee_minor >= 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  reason TEXT NOT NULL,
  external_reference TEXT,
  created_at INTEGER NOT NULL,
  created_by INTEGER NOT NULL REFERENCES operators (id),
  changed_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  claimed_by INTEGER REFERENCES operators (id),
  being_sent INTEGER NOT NULL DEFAULT 0 CHECK (being_sent IN (0, 1)),
  completed_by INTEGER REFERENCES operators (id),
  closed_at INTEGER,
  CHECK ((closed_at IS NULL) OR (department IS NULL AND claimed_by IS NULL AND being_sent = 0))
) STRICT;
CREATE INDEX requests_of_customer ON requests (customer_id, closed_at, id);
CREATE UNIQUE INDEX requests_external_reference ON requests (external_reference) WHERE external_reference IS NOT NULL;
-- Queues: a closed request leaves these, so that they stay as small as the open work. One alone moves with status and holder.
CREATE INDEX requests_queue_due ON requests (department, status, currency, due_at, id) WHERE closed_at IS NULL;
CREATE INDEX requests_claimed ON requests (claimed_by, due_at, id) WHERE claimed_by IS NOT NULL;
CREATE INDEX requests_open_due ON requests (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX requests_open_created ON requests (id) WHERE closed_at IS NULL;
CREATE INDEX requests_open_amount ON requests (amount_minor, id) WHERE closed_at IS NULL;
-- History: written when a request closes, which statements make many of at once.
CREATE INDEX requests_closed_due ON requests (due_at, id) WHERE closed_at IS NOT NULL;
CREATE INDEX requests_closed_amount ON requests (amount_minor, id) WHERE closed_at IS NOT NULL;

-- What was checked by people: the retention call (R1-37) and the re-check of the Backoffice (R1-41).
CREATE TABLE request_reviews (
  request_id INTEGER PRIMARY KEY REFERENCES requests (id),
  call_outcome TEXT,
  call_by INTEGER REFERENCES operators (id),
  call_at INTEGER,
  recheck_documents TEXT CHECK (recheck_documents IN ('yes', 'no')),
  recheck_balance TEXT CHECK (recheck_balance IN ('yes', 'no')),
  recheck_call TEXT CHECK (recheck_call IN ('yes', 'no')),
  recheck_by INTEGER REFERENCES operators (id),
  recheck_at INTEGER
) STRICT;

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES requests (id),
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('wanted', 'attached', 'accepted')),
  file_id INTEGER REFERENCES files (id),
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  CHECK ((state = 'wanted') = (file_id IS NULL))
) STRICT;
CREATE INDEX documents_of_request ON documents (request_id, id);

CREATE TABLE request_transactions (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  request_id INTEGER NOT NULL REFERENCES requests (id),
  payment_type TEXT NOT NULL CHECK (payment_type IN ('creditCard', 'wireTransfer', 'settlementCreditCard', 'settlementWireTransfer', 'fee', 'cheque')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  oct INTEGER NOT NULL DEFAULT 0 CHECK (oct IN (0, 1)),
  automatic INTEGER NOT NULL DEFAULT 0 CHECK (automatic IN (0, 1)),
  status TEXT NOT NULL CHECK (status IN ('draft', 'approved', 'executing', 'executed', 'failed')),
  details TEXT CHECK (details IS NULL OR json_valid(details)),
  digest TEXT NOT NULL,
  trading_order_id INTEGER REFERENCES trading_orders (id),
  made_by INTEGER NOT NULL REFERENCES operators (id),
  approved_by INTEGER REFERENCES operators (id),
  approved_at INTEGER,
  CHECK (status = 'draft' OR approved_by IS NOT NULL)
) STRICT;
CREATE INDEX request_transactions_of_request ON request_transactions (request_id, id);

-- Taken files: the same file never twice (law 10).
CREATE TABLE intake_files (
  sha256 TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('requests', 'customers')),
  file_id INTEGER NOT NULL REFERENCES files (id),
  rows INTEGER NOT NULL,
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id)
) STRICT, WITHOUT ROWID;

-- A payment that leaves once in its life; a re-issue names the old one.
CREATE TABLE instructions (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  request_id INTEGER NOT NULL REFERENCES requests (id),
  transaction_id INTEGER NOT NULL REFERENCES request_transactions (id),
  kind TEXT NOT NULL CHECK (kind IN ('wire', 'cheque')),
  state TEXT NOT NULL CHECK (state IN ('waiting', 'inBatch', 'onLeaf', 'sent', 'unknown', 'settled', 'returned', 'failed', 'withdrawn')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  end_to_end_id TEXT NOT NULL UNIQUE,
  uetr TEXT NOT NULL,
  bank_account_id INTEGER REFERENCES bank_accounts (id),
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  sent_at INTEGER,
  ended_at INTEGER,
  failure TEXT,
  evidence_file_id INTEGER REFERENCES files (id),
  replaces INTEGER REFERENCES instructions (id)
) STRICT;
CREATE UNIQUE INDEX one_replacement ON instructions (replaces) WHERE replaces IS NOT NULL;
CREATE UNIQUE INDEX one_live_instruction ON instructions (transaction_id) WHERE state NOT IN ('returned', 'failed', 'withdrawn');
CREATE INDEX instructions_waiting ON instructions (kind, currency, id) WHERE state = 'waiting';
CREATE INDEX instructions_sent ON instructions (sent_at, id) WHERE state IN ('sent', 'unknown');
CREATE INDEX instructions_of_request ON instructions (request_id, id);
CREATE INDEX instructions_of_uetr ON instructions (uetr);

CREATE TABLE batches (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('open', 'cut', 'written', 'releasedOnce', 'released', 'exported', 'accepted', 'settled', 'withdrawn')),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  currency TEXT NOT NULL,
  value_date TEXT NOT NULL,
  lines INTEGER NOT NULL CHECK (lines >= 0),
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  built_by INTEGER NOT NULL REFERENCES operators (id),
  built_at INTEGER NOT NULL,
  changed_by INTEGER NOT NULL REFERENCES operators (id),
  changed_at INTEGER NOT NULL,
  message_id TEXT NOT NULL UNIQUE,
  file_id INTEGER REFERENCES files (id),
  file_sha256 TEXT,
  file_created_at TEXT,
  file_total_minor INTEGER,
  file_lines INTEGER,
  control_file_id INTEGER REFERENCES files (id),
  control_total_minor INTEGER,
  text_changes TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(text_changes)),
  exports INTEGER NOT NULL DEFAULT 0,
  withdrawn_reason TEXT
) STRICT;
CREATE INDEX batches_open ON batches (id) WHERE state NOT IN ('settled', 'withdrawn');

CREATE TABLE batch_lines (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  instruction_id INTEGER NOT NULL REFERENCES instructions (id),
  live INTEGER NOT NULL DEFAULT 1 CHECK (live IN (0, 1)),
  removed INTEGER NOT NULL DEFAULT 0 CHECK (removed IN (0, 1)),
  PRIMARY KEY (batch_id, instruction_id),
  CHECK (live = 0 OR removed = 0)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_live_batch_line ON batch_lines (instruction_id) WHERE live = 1;

CREATE TABLE batch_releases (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  ordinal INTEGER NOT NULL CHECK (ordinal IN (1, 2)),
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL,
  file_sha256 TEXT NOT NULL,
  PRIMARY KEY (batch_id, ordinal),
  UNIQUE (batch_id, operator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE cheque_books (
  id INTEGER PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  first_number TEXT NOT NULL,
  last_number TEXT NOT NULL,
  stock TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  received_by INTEGER NOT NULL REFERENCES operators (id)
) STRICT;

CREATE TABLE cheque_leaves (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  book_id INTEGER NOT NULL REFERENCES cheque_books (id),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  number TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('blank', 'reserved', 'printed', 'spoiled', 'signedOnce', 'signedTwice', 'released', 'presented', 'void')),
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
  replaces INTEGER REFERENCES cheque_leaves (id),
  reason TEXT,
  UNIQUE (bank_account_id, number)
) STRICT;
CREATE UNIQUE INDEX one_live_leaf ON cheque_leaves (instruction_id) WHERE instruction_id IS NOT NULL AND state NOT IN ('spoiled', 'void');
CREATE INDEX cheque_leaves_of_state ON cheque_leaves (state, id);
CREATE INDEX cheque_leaves_of_book ON cheque_leaves (book_id, state, number);
CREATE INDEX cheque_leaves_of_instruction ON cheque_leaves (instruction_id, id) WHERE instruction_id IS NOT NULL;
CREATE INDEX cheque_leaves_of_payee ON cheque_leaves (payee_name COLLATE NOCASE, id) WHERE payee_name IS NOT NULL;
CREATE VIRTUAL TABLE leaf_search USING fts5(payee, tokenize = 'trigram');

CREATE TABLE cheque_signatures (
  leaf_id INTEGER NOT NULL REFERENCES cheque_leaves (id),
  ordinal INTEGER NOT NULL CHECK (ordinal IN (1, 2)),
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  signing_group TEXT NOT NULL CHECK (signing_group IN ('A', 'B')),
  at INTEGER NOT NULL,
  pdf_sha256 TEXT NOT NULL,
  PRIMARY KEY (leaf_id, ordinal),
  UNIQUE (leaf_id, operator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE statements (
  id INTEGER PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  file_id INTEGER NOT NULL REFERENCES files (id),
  identity TEXT NOT NULL,
  format TEXT NOT NULL,
  number TEXT,
  currency TEXT NOT NULL,
  opening_minor INTEGER,
  opening_date TEXT,
  closing_minor INTEGER,
  closing_date TEXT,
  adds_up INTEGER CHECK (adds_up IN (0, 1)),
  lines INTEGER NOT NULL CHECK (lines >= 0),
  findings TEXT NOT NULL CHECK (json_valid(findings)),
  accepted_findings TEXT NOT NULL DEFAULT '',
  taken_at INTEGER NOT NULL,
  taken_by INTEGER NOT NULL REFERENCES operators (id),
  UNIQUE (bank_account_id, identity)
) STRICT;
CREATE INDEX statements_of_day ON statements (bank_account_id, closing_date, id);

CREATE TABLE statement_lines (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  statement_id INTEGER NOT NULL REFERENCES statements (id),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  line_number INTEGER NOT NULL,
  identity TEXT NOT NULL,
  booking_date TEXT,
  value_date TEXT,
  direction TEXT NOT NULL CHECK (direction IN ('credit', 'debit')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  currency TEXT NOT NULL,
  bank_reference TEXT NOT NULL,
  own_reference TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  text TEXT NOT NULL,
  reversal INTEGER NOT NULL CHECK (reversal IN (0, 1)),
  details TEXT NOT NULL CHECK (json_valid(details)),
  match_kind TEXT CHECK (match_kind IN ('bankId', 'ourReference', 'chequeNumber', 'batch', 'amount', 'hand', 'other')),
  match_because TEXT,
  matched_by INTEGER REFERENCES operators (id),
  matched_at INTEGER,
  journal_id INTEGER REFERENCES journals (id),
  UNIQUE (bank_account_id, identity)
) STRICT;
CREATE INDEX statement_lines_of_statement ON statement_lines (statement_id, id);
-- Open lines: of the whole desk in the order of a page, and of one statement.
CREATE INDEX statement_lines_open ON statement_lines (id) WHERE match_kind IS NULL;
CREATE INDEX statement_lines_open_of_statement ON statement_lines (statement_id, id) WHERE match_kind IS NULL;

CREATE TABLE statement_links (
  id INTEGER PRIMARY KEY,
  statement_line_id INTEGER NOT NULL REFERENCES statement_lines (id),
  instruction_id INTEGER NOT NULL REFERENCES instructions (id),
  -- A payment is debited once and may come back once: each is one line of the bank.
  effect TEXT NOT NULL CHECK (effect IN ('debited', 'returned')),
  undone_at INTEGER,
  undone_by INTEGER REFERENCES operators (id),
  undone_reason TEXT
) STRICT;
CREATE UNIQUE INDEX one_live_link ON statement_links (instruction_id, effect) WHERE undone_at IS NULL;
CREATE INDEX statement_links_of_line ON statement_links (statement_line_id);

CREATE TABLE days (
  date TEXT PRIMARY KEY CHECK (length(date) = 10),
  version INTEGER NOT NULL DEFAULT 1,
  state TEXT NOT NULL CHECK (state IN ('open', 'prepared', 'signedOnce', 'signedOff')),
  report TEXT CHECK (report IS NULL OR json_valid(report)),
  digest TEXT,
  prepared_by INTEGER REFERENCES operators (id),
  changed_by INTEGER REFERENCES operators (id),
  changed_at INTEGER,
  pdf_file_id INTEGER REFERENCES files (id),
  xlsx_file_id INTEGER REFERENCES files (id),
  CHECK (state = 'open' OR (report IS NOT NULL AND digest IS NOT NULL))
) STRICT, WITHOUT ROWID;

CREATE TABLE day_explanations (
  date TEXT NOT NULL,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  explanation TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (date, bank_account_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE day_signatures (
  date TEXT NOT NULL REFERENCES days (date),
  ordinal INTEGER NOT NULL CHECK (ordinal IN (1, 2)),
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL,
  digest TEXT NOT NULL,
  PRIMARY KEY (date, digest, ordinal),
  UNIQUE (date, digest, operator_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE jobs (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'failed', 'cancelled')),
  input TEXT NOT NULL CHECK (json_valid(input)),
  done INTEGER NOT NULL DEFAULT 0,
  total INTEGER,
  started_at INTEGER NOT NULL,
  finished_at INTEGER,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  file_id INTEGER REFERENCES files (id),
  result TEXT NOT NULL DEFAULT '{}' CHECK (json_valid(result))
) STRICT;
CREATE INDEX jobs_of_operator ON jobs (operator_id, id);
