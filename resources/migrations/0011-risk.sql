-- High-risk clients and regions: regions, the register, the inquiries with their outcome, the monthly spot check (R3-55…R3-64).

CREATE TABLE risk_regions (
  id INTEGER PRIMARY KEY,
  country TEXT NOT NULL CHECK (length(country) = 2),
  reason TEXT NOT NULL CHECK (reason <> ''),
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operators (id),
  lifted_at INTEGER,
  lifted_by INTEGER REFERENCES operators (id),
  lifted_reason TEXT,
  CHECK ((lifted_at IS NULL) = (lifted_by IS NULL))
) STRICT;
CREATE UNIQUE INDEX risk_regions_active ON risk_regions (country) WHERE lifted_at IS NULL;

-- R3-62: one entry of the register. An inquiry adds the three answers and the assessment; Compliance adds its decision, once.
CREATE TABLE risk_entries (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('thirdParty', 'joint', 'highRiskClient', 'highRiskRegion')),
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  request_id INTEGER REFERENCES requests (id),
  order_id INTEGER REFERENCES trading_orders (id),
  destination_id INTEGER REFERENCES destinations (id),
  region TEXT NOT NULL,
  business_date TEXT NOT NULL CHECK (length(business_date) = 10),
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  answer_reason TEXT NOT NULL,
  answer_address TEXT NOT NULL,
  answer_repeat TEXT NOT NULL,
  assessment TEXT NOT NULL CHECK (assessment IN ('none', 'pass', 'uncertain', 'reject')),
  note TEXT NOT NULL,
  decision TEXT CHECK (decision IN ('go', 'noGo')),
  decided_by INTEGER REFERENCES operators (id),
  decided_at INTEGER,
  decision_note TEXT,
  CHECK ((decision IS NULL) = (decided_by IS NULL)),
  CHECK (assessment = 'none' OR (answer_reason <> '' AND answer_address <> '' AND answer_repeat <> '')),
  CHECK (decision IS NULL OR assessment IN ('uncertain', 'reject')),
  CHECK (decided_by IS NULL OR decided_by <> operator_id)
) STRICT;
CREATE INDEX risk_entries_of_request ON risk_entries (request_id, id) WHERE request_id IS NOT NULL;
CREATE INDEX risk_entries_of_destination ON risk_entries (destination_id, id) WHERE destination_id IS NOT NULL;
CREATE INDEX risk_entries_of_kind ON risk_entries (kind, id);
CREATE INDEX risk_entries_waiting ON risk_entries (id) WHERE decision IS NULL AND assessment IN ('uncertain', 'reject');
CREATE UNIQUE INDEX risk_entries_of_order ON risk_entries (order_id, kind) WHERE order_id IS NOT NULL;

-- R3-63: pull data, review line by line, second review by the team lead, escalation.
CREATE TABLE spot_checks (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  month TEXT NOT NULL UNIQUE CHECK (length(month) = 7),
  state TEXT NOT NULL CHECK (state IN ('open', 'reviewed', 'closed')),
  pulled_at INTEGER NOT NULL,
  pulled_by INTEGER NOT NULL REFERENCES operators (id),
  second_by INTEGER REFERENCES operators (id),
  second_at INTEGER,
  second_note TEXT,
  CHECK ((state = 'closed') = (second_by IS NOT NULL))
) STRICT;

CREATE TABLE spot_check_lines (
  id INTEGER PRIMARY KEY,
  spot_check_id INTEGER NOT NULL REFERENCES spot_checks (id),
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  kind TEXT NOT NULL CHECK (kind IN ('withdrawal', 'deposit')),
  subject_id INTEGER NOT NULL,
  at INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  currency TEXT NOT NULL,
  region TEXT NOT NULL,
  indicators TEXT NOT NULL CHECK (json_valid(indicators)),
  verdict TEXT CHECK (verdict IN ('consistent', 'abnormal')),
  note TEXT NOT NULL DEFAULT '',
  reviewed_by INTEGER REFERENCES operators (id),
  reviewed_at INTEGER,
  escalated INTEGER NOT NULL DEFAULT 0 CHECK (escalated IN (0, 1)),
  UNIQUE (spot_check_id, kind, subject_id),
  CHECK ((verdict IS NULL) = (reviewed_by IS NULL)),
  CHECK (verdict IS NOT 'abnormal' OR note <> '')
) STRICT;
