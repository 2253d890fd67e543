-- Approvals by amount (R2-81…R2-86): a round is what one content of a request needs, an approval is one person's word on it.
ALTER TABLE requests ADD COLUMN template TEXT;
ALTER TABLE requests ADD COLUMN step TEXT;
ALTER TABLE requests ADD COLUMN reason_code TEXT;
-- How many different people must approve before money leaves; null where the profile asks for none.
ALTER TABLE requests ADD COLUMN approvals_needed INTEGER CHECK (approvals_needed IS NULL OR approvals_needed BETWEEN 1 AND 54);

CREATE TABLE approval_rounds (
  id INTEGER PRIMARY KEY,
  request_id INTEGER NOT NULL REFERENCES requests (id),
  action TEXT NOT NULL,
  round INTEGER NOT NULL CHECK (round >= 1),
  state TEXT NOT NULL CHECK (state IN ('open', 'complete', 'rejected', 'voided', 'ended')),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  content TEXT NOT NULL CHECK (json_valid(content)),
  needs TEXT NOT NULL CHECK (json_valid(needs)),
  ordered INTEGER NOT NULL CHECK (ordered IN (0, 1)),
  needed INTEGER NOT NULL CHECK (needed BETWEEN 1 AND 54),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT,
  difference TEXT CHECK (difference IS NULL OR json_valid(difference)),
  UNIQUE (request_id, action, round),
  CHECK ((state = 'open') = (ended_at IS NULL))
) STRICT;
CREATE UNIQUE INDEX one_living_round ON approval_rounds (request_id, action) WHERE state IN ('open', 'complete');

CREATE TABLE approvals (
  id INTEGER PRIMARY KEY,
  round_id INTEGER NOT NULL REFERENCES approval_rounds (id),
  operator_id INTEGER NOT NULL REFERENCES operators (id),
  -- Whose role was used: the person's own, or that of the colleague who delegated it.
  authority_of INTEGER NOT NULL REFERENCES operators (id),
  role TEXT NOT NULL,
  role_used TEXT NOT NULL,
  decision TEXT NOT NULL CHECK (decision IN ('approve', 'reject')),
  digest TEXT NOT NULL CHECK (length(digest) = 64),
  note TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (round_id, operator_id),
  UNIQUE (round_id, authority_of)
) STRICT;
