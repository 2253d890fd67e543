-- Channels, routing, banks and layouts as versioned data; the facts that channels ask for; the channel of requests and payments.

-- One row per version, never changed: the newest counts. Version 1 is what the program brought along.
CREATE TABLE channel_data (
  kind TEXT NOT NULL CHECK (kind IN ('channel', 'routing', 'banks', 'layout', 'signers')),
  key TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version >= 1),
  definition TEXT NOT NULL CHECK (json_valid(definition)),
  made_by INTEGER REFERENCES operators (id),
  approved_by INTEGER REFERENCES operators (id),
  at INTEGER NOT NULL,
  note TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (kind, key, version),
  CHECK (approved_by IS NULL OR made_by IS NOT NULL),
  CHECK (made_by IS NULL OR approved_by IS NULL OR made_by <> approved_by)
) STRICT, WITHOUT ROWID;

-- What is known about a request or a destination: mandate, fee consent, screening. The newest of a control counts.
CREATE TABLE control_facts (
  id INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject GLOB 'request:[1-9]*' OR subject GLOB 'destination:[1-9]*'),
  control TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('holds', 'refused', 'open')),
  amount_minor INTEGER,
  note TEXT NOT NULL,
  evidence_file_id INTEGER REFERENCES files (id),
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX control_facts_of_subject ON control_facts (subject, id);

-- The route of a request, fixed at Confirm (R3-26), of a payment and of its batch. Nothing = not chosen.
ALTER TABLE requests ADD COLUMN channel TEXT;
ALTER TABLE instructions ADD COLUMN channel TEXT;
ALTER TABLE batches ADD COLUMN channel TEXT;
