-- The day of the desk as data: the timeline and the arrival tables are versioned like channels; what the desk did by itself is on record.
CREATE TABLE new_channel_data (
  kind TEXT NOT NULL CHECK (kind IN ('channel', 'routing', 'banks', 'layout', 'signers', 'timeline', 'arrivals')),
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
INSERT INTO new_channel_data SELECT kind, key, version, definition, made_by, approved_by, at, note FROM channel_data ORDER BY kind, key, version;
DROP TABLE channel_data;
ALTER TABLE new_channel_data RENAME TO channel_data;

-- Each time a task of the timeline ran. The desk itself runs a task once a day (R3-14); a person may run it again.
CREATE TABLE timeline_runs (
  id INTEGER PRIMARY KEY,
  date TEXT NOT NULL CHECK (length(date) = 10),
  task TEXT NOT NULL,
  due_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  operator_id INTEGER REFERENCES operators (id),
  moved INTEGER NOT NULL CHECK (moved >= 0),
  found INTEGER NOT NULL CHECK (found >= 0)
) STRICT;
CREATE UNIQUE INDEX one_own_run ON timeline_runs (date, task) WHERE operator_id IS NULL;
CREATE INDEX timeline_runs_of_day ON timeline_runs (date, task, id);
