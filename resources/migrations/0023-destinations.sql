-- A new or changed payout destination waits for a second person and for a cooling-off time; more kinds than bank and cheque (K-07).
ALTER TABLE destinations ADD COLUMN way TEXT NOT NULL DEFAULT 'bankAccount'
  CHECK (way IN ('bankAccount', 'cheque', 'card', 'eWallet', 'giftCard'));
UPDATE destinations SET way = kind;
ALTER TABLE destinations DROP COLUMN kind;
ALTER TABLE destinations RENAME COLUMN way TO kind;
ALTER TABLE destinations ADD COLUMN holder TEXT NOT NULL DEFAULT 'own' CHECK (holder IN ('own', 'joint'));
ALTER TABLE destinations ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0 CHECK (waiting IN (0, 1));
ALTER TABLE destinations ADD COLUMN usable_from INTEGER NOT NULL DEFAULT 0;
ALTER TABLE destinations ADD COLUMN confirmed_by INTEGER REFERENCES operators (id);
ALTER TABLE destinations ADD COLUMN confirmed_at INTEGER;
ALTER TABLE destinations ADD COLUMN replaces INTEGER REFERENCES destinations (id);
