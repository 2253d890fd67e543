-- The outbox: every message is a record (R2-101). An e-mail waits until a worker has sent it; a message in the window is there at once.
ALTER TABLE operators ADD COLUMN email TEXT NOT NULL DEFAULT '';

CREATE TABLE notifications (
  id INTEGER PRIMARY KEY,
  version INTEGER NOT NULL DEFAULT 1,
  template TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'zh-Hant')),
  channel TEXT NOT NULL CHECK (channel IN ('inApp', 'email')),
  operator_id INTEGER REFERENCES operators (id),
  customer_id INTEGER REFERENCES customers (id),
  recipient TEXT NOT NULL,
  address TEXT NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'cancelled')),
  tries INTEGER NOT NULL DEFAULT 0,
  next_try_at INTEGER,
  last_error TEXT NOT NULL DEFAULT '',
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  read_at INTEGER,
  request_id INTEGER,
  route TEXT NOT NULL,
  CHECK ((state = 'waiting') = (next_try_at IS NOT NULL)),
  CHECK ((state = 'sent') = (sent_at IS NOT NULL)),
  CHECK (channel = 'email' OR (operator_id IS NOT NULL AND state = 'sent')),
  CHECK (channel <> 'email' OR address <> '')
) STRICT;
CREATE INDEX notifications_of_operator ON notifications (operator_id, id) WHERE channel = 'inApp';
CREATE INDEX notifications_unread ON notifications (operator_id, id) WHERE channel = 'inApp' AND read_at IS NULL;
CREATE INDEX notifications_due ON notifications (next_try_at, id) WHERE state = 'waiting';
CREATE INDEX notifications_failed ON notifications (id) WHERE state = 'failed';
CREATE INDEX notifications_of_request ON notifications (request_id, id) WHERE request_id IS NOT NULL;

-- Texts that the desk wrote instead of the delivered ones.
CREATE TABLE notification_templates (
  template TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language IN ('en', 'zh-Hant')),
  version INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  changed_by TEXT NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (template, language)
) STRICT, WITHOUT ROWID;
