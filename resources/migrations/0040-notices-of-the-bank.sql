-- What a bank announced during the day (interim reports, advices) before its statement says it for good: never booked, never counted
-- with the statement's lines; each ends at the line that says the same (law 10).
CREATE TABLE bank_notices (
  id INTEGER PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  file_id INTEGER NOT NULL REFERENCES files (id),
  kind TEXT NOT NULL CHECK (kind IN ('interim', 'advice')),
  number TEXT,
  identity TEXT NOT NULL,
  status TEXT NOT NULL,
  booking_date TEXT,
  value_date TEXT,
  direction TEXT NOT NULL CHECK (direction IN ('credit', 'debit')),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  currency TEXT NOT NULL,
  bank_reference TEXT NOT NULL,
  own_reference TEXT NOT NULL,
  counterparty TEXT NOT NULL,
  text TEXT NOT NULL,
  line_id INTEGER REFERENCES statement_lines (id),
  taken_at INTEGER NOT NULL,
  taken_by INTEGER NOT NULL REFERENCES operators (id),
  UNIQUE (bank_account_id, identity)
) STRICT;
CREATE UNIQUE INDEX one_notice_of_line ON bank_notices (line_id) WHERE line_id IS NOT NULL;
CREATE INDEX bank_notices_open ON bank_notices (bank_account_id, amount_minor, direction) WHERE line_id IS NULL;
CREATE INDEX bank_notices_of_file ON bank_notices (file_id);
