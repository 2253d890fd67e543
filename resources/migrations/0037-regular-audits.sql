-- Regular audits (R2-88…R2-90): what was drawn for one, with the key that draws it again, what was found, and its nine steps.
CREATE TABLE audits (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  kind TEXT NOT NULL CHECK (kind IN ('transactionSample', 'balanceVerification', 'payoutVerification', 'accessReview', 'fullAudit')),
  from_date TEXT NOT NULL CHECK (length(from_date) = 10),
  to_date TEXT NOT NULL CHECK (length(to_date) = 10),
  due_date TEXT NOT NULL CHECK (length(due_date) = 10),
  seed TEXT NOT NULL CHECK (length(seed) = 32),
  population INTEGER NOT NULL CHECK (population >= 0),
  step INTEGER NOT NULL DEFAULT 2 CHECK (step BETWEEN 2 AND 9),
  reviewer_id INTEGER NOT NULL REFERENCES operators (id),
  assigned_by INTEGER NOT NULL REFERENCES operators (id),
  begun_at INTEGER NOT NULL,
  ended_date TEXT,
  pdf_file_id INTEGER REFERENCES files (id),
  xlsx_file_id INTEGER REFERENCES files (id),
  CHECK (from_date <= to_date AND to_date < due_date),
  CHECK ((step = 9) = (ended_date IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX one_audit_of_period ON audits (kind, from_date);
CREATE INDEX audits_of_pdf ON audits (pdf_file_id) WHERE pdf_file_id IS NOT NULL;
CREATE INDEX audits_of_xlsx ON audits (xlsx_file_id) WHERE xlsx_file_id IS NOT NULL;

CREATE TABLE audit_items (
  audit_id INTEGER NOT NULL REFERENCES audits (id),
  ordinal INTEGER NOT NULL CHECK (ordinal > 0),
  subject TEXT NOT NULL,
  title TEXT NOT NULL,
  amount_minor INTEGER,
  currency TEXT,
  checks TEXT NOT NULL CHECK (json_valid(checks)),
  people TEXT NOT NULL CHECK (json_valid(people)),
  verdict TEXT NOT NULL DEFAULT 'open' CHECK (verdict IN ('open', 'inOrder', 'finding')),
  judged_by INTEGER REFERENCES operators (id),
  judged_at INTEGER,
  CHECK ((verdict = 'open') = (judged_by IS NULL)),
  PRIMARY KEY (audit_id, ordinal)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_steps (
  audit_id INTEGER NOT NULL REFERENCES audits (id),
  step INTEGER NOT NULL CHECK (step BETWEEN 1 AND 9),
  note TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (audit_id, step)
) STRICT, WITHOUT ROWID;

CREATE TABLE audit_findings (
  id INTEGER PRIMARY KEY,
  audit_id INTEGER NOT NULL REFERENCES audits (id),
  ordinal INTEGER,
  severity TEXT NOT NULL CHECK (severity IN ('low', 'medium', 'high')),
  finding TEXT NOT NULL CHECK (finding <> ''),
  found_by INTEGER NOT NULL REFERENCES operators (id),
  found_at INTEGER NOT NULL,
  correction TEXT,
  corrected_by INTEGER REFERENCES operators (id),
  corrected_at INTEGER,
  CHECK ((correction IS NULL) = (corrected_by IS NULL))
) STRICT;
CREATE INDEX audit_findings_of_audit ON audit_findings (audit_id, id);
