-- Incentives of partner users: pending, approved, paid once from a payer's wallet (R4-20…R4-28).

CREATE TABLE incentive_wallets (
  account_id INTEGER PRIMARY KEY REFERENCES trading_accounts (id),
  name TEXT NOT NULL CHECK (name <> ''),
  added_at INTEGER NOT NULL,
  added_by INTEGER NOT NULL REFERENCES operators (id)
) STRICT;

CREATE TABLE incentives (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  title TEXT NOT NULL CHECK (title <> ''),
  amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),
  currency TEXT NOT NULL CHECK (length(currency) = 3),
  status TEXT NOT NULL CHECK (status IN ('pending', 'approved', 'paid')),
  made_at INTEGER NOT NULL,
  made_by INTEGER NOT NULL REFERENCES operators (id),
  approved_at INTEGER,
  approved_by INTEGER REFERENCES operators (id),
  paid_at INTEGER,
  paid_by INTEGER REFERENCES operators (id),
  wallet_account_id INTEGER REFERENCES incentive_wallets (account_id),
  description TEXT,
  failure TEXT,
  journal_id INTEGER UNIQUE REFERENCES journals (id),
  CHECK (approved_by IS NULL OR approved_by <> made_by),
  CHECK ((status = 'pending') = (approved_by IS NULL)),
  CHECK ((status = 'paid') = (journal_id IS NOT NULL)),
  CHECK ((status = 'paid') = (paid_by IS NOT NULL))
) STRICT;
CREATE INDEX incentives_of_status ON incentives (status, id);
CREATE INDEX incentives_of_customer ON incentives (customer_id, id);
