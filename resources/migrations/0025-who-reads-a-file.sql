-- Whether a file is shown to somebody is looked up by its number where it may be shown; only rows with a file are in these indexes.

CREATE INDEX documents_of_file ON documents (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX check_results_of_file ON check_results (file_id) WHERE file_id IS NOT NULL;
CREATE INDEX instructions_of_evidence ON instructions (evidence_file_id) WHERE evidence_file_id IS NOT NULL;
CREATE INDEX cheque_leaves_of_file ON cheque_leaves (pdf_file_id) WHERE pdf_file_id IS NOT NULL;
CREATE INDEX jobs_of_file ON jobs (file_id) WHERE file_id IS NOT NULL;
