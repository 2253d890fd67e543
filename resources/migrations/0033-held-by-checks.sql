-- Requests that a failed check keeps waiting: held until its cause is cleared, or deferred to a day. The row goes when the request goes on.
CREATE TABLE request_check_holds (
  request_id INTEGER PRIMARY KEY REFERENCES requests (id),
  kind TEXT NOT NULL CHECK (kind IN ('held', 'deferred')),
  since INTEGER NOT NULL,
  -- The business day on which a deferred request comes back.
  until TEXT CHECK (until GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  checks TEXT NOT NULL CHECK (json_valid(checks)),
  CHECK ((kind = 'deferred') = (until IS NOT NULL))
) STRICT;
