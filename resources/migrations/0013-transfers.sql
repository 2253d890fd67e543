-- Transfers by a bank interface: one per payment in its life (law 3), with its conditions, its presses and the bank's answer.
CREATE TABLE transfers (
  instruction_id INTEGER PRIMARY KEY REFERENCES instructions (id),
  version INTEGER NOT NULL DEFAULT 1,
  channel TEXT NOT NULL,
  adapter TEXT NOT NULL CHECK (adapter IN ('file', 'simulator')),
  state TEXT NOT NULL CHECK (state IN ('manual', 'queued', 'sending', 'accepted', 'rejected', 'unknown')),
  conditions TEXT NOT NULL CHECK (json_valid(conditions)),
  two_people INTEGER NOT NULL CHECK (two_people IN (0, 1)),
  first_press INTEGER REFERENCES operators (id),
  first_press_at INTEGER,
  second_press INTEGER REFERENCES operators (id),
  second_press_at INTEGER,
  queued_for INTEGER,
  sent_at INTEGER,
  tries INTEGER NOT NULL DEFAULT 0,
  bank_reference TEXT NOT NULL DEFAULT '',
  answer TEXT NOT NULL DEFAULT '',
  arrival_at INTEGER,
  arrival_kind TEXT CHECK (arrival_kind IN ('within', 'before')),
  CHECK (second_press IS NULL OR (first_press IS NOT NULL AND first_press <> second_press)),
  CHECK ((state IN ('manual', 'queued')) = (sent_at IS NULL))
) STRICT;
CREATE INDEX transfers_open ON transfers (state, instruction_id) WHERE state IN ('queued', 'sending', 'unknown');
CREATE INDEX instructions_by_channel ON instructions (channel, id) WHERE state = 'waiting' AND channel IS NOT NULL;
