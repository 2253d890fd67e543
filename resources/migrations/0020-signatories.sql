-- Mandates to sign cheques and rules about which two signatures an amount needs; each row was proposed by one person and confirmed by another.
CREATE TABLE signing_mandates (
  id INTEGER PRIMARY KEY,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  signing_group TEXT NOT NULL CHECK (signing_group IN ('A', 'B')),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  specimen_file_id INTEGER REFERENCES files (id),
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX signing_mandates_of_operator ON signing_mandates (operator_id, id);

CREATE TABLE signing_rules (
  id INTEGER PRIMARY KEY,
  currency TEXT NOT NULL,
  from_minor INTEGER NOT NULL CHECK (from_minor >= 0),
  combinations TEXT NOT NULL CHECK (json_valid(combinations)),
  valid_from TEXT NOT NULL,
  valid_to TEXT,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  CHECK (valid_to IS NULL OR valid_to >= valid_from)
) STRICT;
CREATE INDEX signing_rules_of_currency ON signing_rules (currency, from_minor, id);
