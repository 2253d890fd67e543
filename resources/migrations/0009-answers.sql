-- What banks answered about payments, kept as it came; files are taken once.
CREATE TABLE bank_answers (
  id INTEGER PRIMARY KEY,
  instruction_id INTEGER NOT NULL REFERENCES instructions (id),
  file_id INTEGER NOT NULL REFERENCES files (id),
  status TEXT NOT NULL,
  meaning TEXT NOT NULL,
  effect TEXT NOT NULL CHECK (effect IN ('accepts', 'fails', 'notes', 'conflict', 'nothing')),
  reasons TEXT NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX bank_answers_of_instruction ON bank_answers (instruction_id, id);
-- A refusal of the bank counts once, whatever comes later.
CREATE UNIQUE INDEX one_failing_answer ON bank_answers (instruction_id) WHERE effect = 'fails';

CREATE TABLE answer_files (
  sha256 TEXT PRIMARY KEY CHECK (length(sha256) = 64),
  file_id INTEGER NOT NULL REFERENCES files (id),
  answers INTEGER NOT NULL,
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id)
) STRICT, WITHOUT ROWID;
