-- By which layout and version the file of a batch was written; nothing = the ISO message that every batch had before.
ALTER TABLE batches ADD COLUMN layout TEXT;
