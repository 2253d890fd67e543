-- What the simulated bank was given: its own memory, written when an order arrives there, so that it knows after a crash which one never did.
CREATE TABLE simulated_orders (
  key TEXT PRIMARY KEY,
  at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
