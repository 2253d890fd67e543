-- What becomes of payments that failed: tried again by the desk, or reviewed by people. The list of kinds of channel data is the contract's.

CREATE TABLE payment_failures (
  instruction_id INTEGER PRIMARY KEY REFERENCES instructions (id),
  version INTEGER NOT NULL DEFAULT 1,
  request_id INTEGER NOT NULL REFERENCES requests (id),
  at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'scheduled', 'review', 'held', 'resolved')),
  code TEXT,
  retry_at INTEGER,
  why TEXT CHECK (why IN ('notRetryable', 'triesUsed', 'noAutomaticRetry', 'refused', 'released')),
  refusal TEXT CHECK (refusal IS NULL OR json_valid(refusal)),
  held_by INTEGER REFERENCES operators (id),
  resolution TEXT CHECK (resolution IN ('retriedAutomatically', 'retried', 'corrected', 'switched', 'cancelled', 'elsewhere')),
  text TEXT NOT NULL DEFAULT '',
  resolved_by INTEGER REFERENCES operators (id),
  resolved_at INTEGER,
  CHECK ((state = 'scheduled') = (retry_at IS NOT NULL)),
  CHECK ((state = 'resolved') = (resolution IS NOT NULL AND resolved_at IS NOT NULL)),
  CHECK (state IN ('new', 'resolved') OR code IS NOT NULL),
  CHECK (state <> 'held' OR held_by IS NOT NULL),
  CHECK (resolution IS NULL OR resolution IN ('retriedAutomatically', 'elsewhere') OR (text <> '' AND resolved_by IS NOT NULL))
) STRICT;
CREATE INDEX payment_failures_open ON payment_failures (state, retry_at, instruction_id) WHERE state <> 'resolved';
CREATE INDEX payment_failures_of_request ON payment_failures (request_id, instruction_id);

-- Failures of before that nobody has followed up yet are for a person.
INSERT INTO payment_failures (instruction_id, request_id, at, state, code, why)
SELECT i.id, i.request_id, coalesce(i.ended_at, i.made_at), 'review', 'OTHER', 'notRetryable'
FROM instructions i JOIN requests r ON r.id = i.request_id
WHERE i.state IN ('failed', 'returned') AND r.closed_at IS NULL AND r.being_sent = 0
  AND NOT EXISTS (SELECT 1 FROM instructions n WHERE n.replaces = i.id);

CREATE TABLE channel_data_2 (
  kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 40),
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
INSERT INTO channel_data_2 SELECT kind, key, version, definition, made_by, approved_by, at, note FROM channel_data;
DROP TABLE channel_data;
ALTER TABLE channel_data_2 RENAME TO channel_data;
