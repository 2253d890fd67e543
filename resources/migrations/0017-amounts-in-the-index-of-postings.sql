-- The index of an account's postings also holds their amounts: a balance is worked out again by walking the index alone.
DROP INDEX postings_of_account;
CREATE INDEX postings_of_account ON postings (account_id, journal_id, amount_minor);
