-- Who of the authorised signers is away on which days (R3-19). An absence that was ended stays on record.
CREATE TABLE signer_absences (
  id INTEGER PRIMARY KEY,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  from_date TEXT NOT NULL CHECK (length(from_date) = 10),
  to_date TEXT NOT NULL CHECK (length(to_date) = 10),
  reason TEXT NOT NULL,
  said_by INTEGER NOT NULL REFERENCES operators (id),
  said_at INTEGER NOT NULL,
  ended_by INTEGER REFERENCES operators (id),
  ended_at INTEGER,
  CHECK (from_date <= to_date),
  CHECK ((ended_by IS NULL) = (ended_at IS NULL))
) STRICT;
CREATE INDEX signer_absences_in_force ON signer_absences (to_date, id) WHERE ended_at IS NULL;

-- R3-17: the four states of a batch in online banking, each with who and when; the two approvals are of two people (R3-18).
CREATE TABLE batch_bank_steps (
  batch_id INTEGER NOT NULL REFERENCES batches (id),
  step TEXT NOT NULL CHECK (step IN ('imported', 'firstApproved', 'secondApproved', 'effective')),
  signer_id INTEGER REFERENCES operators (id),
  evidence_file_id INTEGER REFERENCES files (id),
  note TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL,
  PRIMARY KEY (batch_id, step),
  CHECK ((signer_id IS NOT NULL) = (step IN ('firstApproved', 'secondApproved'))),
  CHECK (step <> 'effective' OR evidence_file_id IS NOT NULL)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX one_bank_approval ON batch_bank_steps (batch_id, signer_id) WHERE signer_id IS NOT NULL;
