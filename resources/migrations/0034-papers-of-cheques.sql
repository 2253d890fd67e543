-- A delivered book is received by one person and checked by another; one that is not used up is closed by two as well.
ALTER TABLE cheque_books ADD COLUMN checked_by INTEGER REFERENCES operators (id);
ALTER TABLE cheque_books ADD COLUMN closed_at INTEGER;
ALTER TABLE cheque_books ADD COLUMN close_reason TEXT;

-- What the one who takes a released cheque signs.
ALTER TABLE cheque_leaves ADD COLUMN receipt_file_id INTEGER REFERENCES files (id);
CREATE INDEX cheque_leaves_of_receipt ON cheque_leaves (receipt_file_id) WHERE receipt_file_id IS NOT NULL;

-- What a stub is too small for stands on an advice; all advices of a run are one file.
ALTER TABLE cheque_leaves ADD COLUMN advice_file_id INTEGER REFERENCES files (id);
ALTER TABLE cheque_leaves ADD COLUMN advice_page INTEGER;
CREATE INDEX cheque_leaves_of_advice ON cheque_leaves (advice_file_id, number) WHERE advice_file_id IS NOT NULL;
