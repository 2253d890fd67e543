-- How tables of each bank account are read, how lines were matched beyond the certain ways, and charges taken off a payment.

-- Kept, never changed: the newest for a layout is the one in use, and a statement keeps what it was read with (R2-67).
CREATE TABLE statement_profiles (
  id INTEGER PRIMARY KEY,
  bank_account_id INTEGER NOT NULL REFERENCES bank_accounts (id),
  layout TEXT NOT NULL,
  profile TEXT NOT NULL CHECK (json_valid(profile)),
  kept_at INTEGER NOT NULL,
  kept_by INTEGER NOT NULL REFERENCES operators (id)
) STRICT;
CREATE INDEX statement_profiles_of_layout ON statement_profiles (layout, id);

-- What a person was shown when the proposal was accepted: payments that add up, an own transfer, lines like it before.
ALTER TABLE statement_lines ADD COLUMN match_way TEXT CHECK (match_way IN ('sum', 'transfer', 'learned', 'charge'));
-- The part of a debit that the bank took for itself.
ALTER TABLE statement_lines ADD COLUMN charge_journal_id INTEGER REFERENCES journals (id);
-- Lines that were booked by hand, for what is proposed for lines like them.
CREATE INDEX statement_lines_booked ON statement_lines (bank_account_id, id) WHERE match_kind = 'other';
