-- What one printer, tray and stock need so that ink lands where the layout says; accepted by another person than the one who measured.
CREATE TABLE printer_calibrations (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  printer TEXT NOT NULL,
  tray TEXT NOT NULL,
  stock TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('proposed', 'accepted', 'rejected', 'replaced')),
  correction TEXT NOT NULL CHECK (json_valid(correction)),
  readings TEXT NOT NULL CHECK (json_valid(readings)),
  residual_mm REAL NOT NULL CHECK (residual_mm >= 0),
  driver TEXT NOT NULL,
  tested_at INTEGER,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  decided_by INTEGER REFERENCES operators (id),
  decided_at INTEGER,
  CHECK (decided_by IS NULL OR decided_by <> made_by OR state = 'rejected'),
  CHECK ((state = 'proposed') = (decided_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_accepted_calibration ON printer_calibrations (printer, tray, stock) WHERE state = 'accepted';

-- The desk's own stocks and layouts over the built-in ones; every revision is kept.
CREATE TABLE cheque_forms (
  kind TEXT NOT NULL CHECK (kind IN ('stock', 'layout')),
  code TEXT NOT NULL,
  revision INTEGER NOT NULL CHECK (revision > 0),
  content TEXT NOT NULL CHECK (json_valid(content)),
  made_by INTEGER NOT NULL REFERENCES operators (id),
  made_at INTEGER NOT NULL,
  PRIMARY KEY (kind, code, revision)
) STRICT, WITHOUT ROWID;
