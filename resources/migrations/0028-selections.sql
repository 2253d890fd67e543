-- What became of each request of a selection that was acted on in one run. The selection itself stands in the input of its job.
CREATE TABLE selection_results (
  job_id INTEGER NOT NULL REFERENCES jobs (id),
  request_id INTEGER NOT NULL REFERENCES requests (id),
  -- The status afterwards; NULL where the row was refused.
  status TEXT CHECK (length(status) BETWEEN 1 AND 64),
  refusal TEXT CHECK (json_valid(refusal)),
  PRIMARY KEY (job_id, request_id),
  CHECK ((status IS NULL) <> (refusal IS NULL))
) STRICT, WITHOUT ROWID;
