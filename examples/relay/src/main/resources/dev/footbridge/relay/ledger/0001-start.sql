-- Ids, codes, times and keyed hashes only: LedgerSchemaTest refuses any column it does not know.
-- Times are milliseconds since 1970. Hashes are HMAC-SHA256 with the key of this installation, shortened.

CREATE TABLE workspace (
  id INTEGER PRIMARY KEY,
  platform TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (platform, value)
);

CREATE TABLE channel (
  id INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  value TEXT NOT NULL,
  bridged_at INTEGER,
  repaired_to INTEGER,
  moved_to INTEGER,
  UNIQUE (workspace, value)
);

-- The relay's own accounts: their reactions are not carried.
CREATE TABLE self (
  workspace INTEGER NOT NULL,
  user TEXT NOT NULL,
  PRIMARY KEY (workspace, user)
) WITHOUT ROWID;

CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  workspace INTEGER NOT NULL,
  id TEXT NOT NULL,
  at INTEGER NOT NULL,
  UNIQUE (workspace, id)
);

-- One message as people see it, wherever it was written and copied to. A gone one is a tombstone.
CREATE TABLE message_group (
  id INTEGER PRIMARY KEY,
  origin INTEGER NOT NULL,
  message TEXT NOT NULL,
  root INTEGER,
  created_at INTEGER NOT NULL,
  version INTEGER NOT NULL,
  edited_at INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  touched_at INTEGER NOT NULL
);
CREATE INDEX message_group_created ON message_group (origin, created_at);

-- Every message of a group: the original as part -1, copies from part 0 on.
CREATE TABLE copy (
  channel INTEGER NOT NULL,
  message TEXT NOT NULL,
  grp INTEGER NOT NULL,
  part INTEGER NOT NULL,
  mac INTEGER NOT NULL,
  gone INTEGER NOT NULL,
  PRIMARY KEY (channel, message)
) WITHOUT ROWID;
CREATE INDEX copy_group ON copy (grp);

CREATE TABLE operation (
  seq INTEGER PRIMARY KEY,
  lane INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  grp INTEGER NOT NULL,
  emoji TEXT,
  state INTEGER NOT NULL,
  due INTEGER NOT NULL,
  at INTEGER NOT NULL,
  part INTEGER,
  attempt INTEGER,
  mark TEXT,
  started_at INTEGER,
  code TEXT
);
CREATE INDEX operation_lane ON operation (lane, seq) WHERE state < 2;

CREATE TABLE reaction (
  grp INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  channel INTEGER NOT NULL,
  user TEXT NOT NULL,
  PRIMARY KEY (grp, emoji, channel, user)
) WITHOUT ROWID;

CREATE TABLE parked (
  id INTEGER PRIMARY KEY,
  channel INTEGER NOT NULL,
  message TEXT NOT NULL,
  kind INTEGER NOT NULL,
  cause INTEGER NOT NULL,
  until INTEGER NOT NULL,
  emoji TEXT,
  user TEXT
);
CREATE INDEX parked_message ON parked (channel, message);
