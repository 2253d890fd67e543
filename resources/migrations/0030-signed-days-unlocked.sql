-- What people found out about a variance, one entry after another; the latest is what the day says of it (R2-70).
CREATE TABLE day_findings (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL CHECK (length(date) = 10),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  explanation TEXT NOT NULL CHECK (explanation <> ''),
  variance_minor INTEGER,
  file_id INTEGER REFERENCES files (id),
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX day_findings_of_day ON day_findings (date, bank_account_id, id);
CREATE INDEX day_findings_of_file ON day_findings (file_id) WHERE file_id IS NOT NULL;
INSERT INTO day_findings (date, bank_account_id, explanation, operator_id, at)
  SELECT date, bank_account_id, explanation, operator_id, at FROM day_explanations WHERE explanation <> '' ORDER BY at;
DROP TABLE day_explanations;

-- Journals that two people made by hand: who asked for it, who confirmed it, and for which variance (R2-68, R2-70).
CREATE TABLE day_adjustments (
  journal_id INTEGER PRIMARY KEY REFERENCES journals (id),
  date TEXT NOT NULL CHECK (length(date) = 10),
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  finding_id INTEGER NOT NULL REFERENCES day_findings (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  made_by INTEGER NOT NULL REFERENCES operators (id),
  confirmed_by INTEGER NOT NULL REFERENCES operators (id),
  CHECK (made_by <> confirmed_by)
) STRICT;
CREATE INDEX day_adjustments_of_day ON day_adjustments (date, journal_id);

-- A signed-off report that two people opened again: kept whole, beside the one that is signed next (R2-71).
CREATE TABLE day_archives (
  date TEXT NOT NULL REFERENCES days (date),
  revision INTEGER NOT NULL CHECK (revision > 0),
  digest TEXT NOT NULL,
  report TEXT NOT NULL CHECK (json_valid(report)),
  prepared_by INTEGER REFERENCES operators (id),
  pdf_file_id INTEGER REFERENCES files (id),
  xlsx_file_id INTEGER REFERENCES files (id),
  reason TEXT NOT NULL CHECK (reason <> ''),
  unlock_asked_by INTEGER NOT NULL REFERENCES operators (id),
  unlock_confirmed_by INTEGER NOT NULL REFERENCES operators (id),
  unlocked_at INTEGER NOT NULL,
  PRIMARY KEY (date, revision),
  UNIQUE (date, digest),
  CHECK (unlock_asked_by <> unlock_confirmed_by)
) STRICT, WITHOUT ROWID;
CREATE INDEX day_archives_of_pdf ON day_archives (pdf_file_id) WHERE pdf_file_id IS NOT NULL;
CREATE INDEX day_archives_of_xlsx ON day_archives (xlsx_file_id) WHERE xlsx_file_id IS NOT NULL;
CREATE INDEX days_signed_off ON days (date) WHERE state = 'signedOff';
