-- Finds the refused requests of a reason, such as those that keep money for an investigation. Requests without a reason are not in it.
CREATE INDEX requests_of_reason ON requests (reason_code, id) WHERE reason_code IS NOT NULL;
