-- Why a customer is graded otherwise than before, by whom and when; changes from before this table come from the audit log.
CREATE TABLE customer_risks (
  id INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customers (id),
  before TEXT NOT NULL CHECK (before IN ('low', 'normal', 'high')),
  after TEXT NOT NULL CHECK (after IN ('low', 'normal', 'high') AND after <> before),
  reason TEXT NOT NULL,
  at INTEGER NOT NULL,
  operator_id INTEGER NOT NULL REFERENCES operators (id)
) STRICT;
CREATE INDEX customer_risks_of_customer ON customer_risks (customer_id, id);
INSERT INTO customer_risks (customer_id, before, after, reason, at, operator_id)
SELECT CAST(substr(a.record ->> '$.subject', length('customer:') + 1) AS INTEGER), c.value ->> '$[1]', c.value ->> '$[2]', '',
  a.record ->> '$.at', a.record ->> '$.actorId'
FROM audit a, json_each(a.record, '$.changes') c
WHERE a.record LIKE '{"action":"customer.update"%' AND c.value ->> '$[0]' = 'risk' AND a.record ->> '$.actorId' IS NOT NULL
ORDER BY a.sequence;
CREATE INDEX risk_entries_of_customer ON risk_entries (customer_id, id);
