-- Calendars: days and hours as data. The list of general holidays lies beside the program; the desk's own word lies on top of it.

CREATE TABLE calendars (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  code TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL CHECK (json_valid(label)),
  time_zone TEXT NOT NULL,
  weekdays TEXT NOT NULL CHECK (json_valid(weekdays)),
  opens INTEGER NOT NULL CHECK (opens BETWEEN 0 AND 1440),
  closes INTEGER NOT NULL CHECK (closes BETWEEN 0 AND 1440),
  half_closes INTEGER NOT NULL,
  holidays TEXT NOT NULL CHECK (holidays IN ('none', 'hongKong', 'hongKongTrading')),
  CHECK (opens < half_closes AND half_closes <= closes)
) STRICT;

CREATE TABLE calendar_days (
  calendar_id INTEGER NOT NULL REFERENCES calendars (id),
  date TEXT NOT NULL CHECK (length(date) = 10),
  kind TEXT NOT NULL CHECK (kind IN ('open', 'half', 'closed')),
  name TEXT NOT NULL,
  name_chinese TEXT NOT NULL,
  reason TEXT NOT NULL,
  file_id INTEGER REFERENCES files (id),
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  PRIMARY KEY (calendar_id, date)
) STRICT, WITHOUT ROWID;

-- A day that shut early. A mark that was lifted stays on record.
CREATE TABLE calendar_closures (
  id INTEGER PRIMARY KEY,
  calendar_id INTEGER NOT NULL REFERENCES calendars (id),
  date TEXT NOT NULL CHECK (length(date) = 10),
  from_minute INTEGER NOT NULL CHECK (from_minute BETWEEN 0 AND 1440),
  kind TEXT NOT NULL CHECK (kind IN ('typhoon', 'blackRain', 'other')),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  lifted_at INTEGER,
  lifted_by INTEGER REFERENCES operators (id),
  lifted_reason TEXT,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_closure ON calendar_closures (calendar_id, date) WHERE lifted_at IS NULL;

-- The same file is taken once for a calendar (law 10).
CREATE TABLE calendar_files (
  calendar_id INTEGER NOT NULL REFERENCES calendars (id),
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  file_id INTEGER NOT NULL REFERENCES files (id),
  days INTEGER NOT NULL,
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  PRIMARY KEY (calendar_id, sha256)
) STRICT, WITHOUT ROWID;

INSERT INTO calendars (id, code, label, time_zone, weekdays, opens, closes, half_closes, holidays) VALUES
  (1, 'business', '{"en":"Business days","zh-Hant":"辦公日"}', '', '[1,2,3,4,5]', 540, 1080, 780, 'hongKong'),
  (2, 'trading', '{"en":"Trading days","zh-Hant":"交易日"}', 'Asia/Hong_Kong', '[1,2,3,4,5]', 570, 960, 720, 'hongKongTrading'),
  (3, 'banking', '{"en":"Banking days","zh-Hant":"銀行日"}', 'Asia/Hong_Kong', '[1,2,3,4,5]', 540, 1020, 780, 'hongKong'),
  (4, 'always', '{"en":"Every day, all day","zh-Hant":"每日全日"}', '', '[1,2,3,4,5,6,7]', 0, 1440, 720, 'none');
