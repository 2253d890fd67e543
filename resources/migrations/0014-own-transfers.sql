-- The leg of a transfer between own accounts that was booked first is found by its amount when the other one comes.
CREATE INDEX statement_lines_transfers ON statement_lines (amount_minor, id) WHERE match_way = 'transfer';
