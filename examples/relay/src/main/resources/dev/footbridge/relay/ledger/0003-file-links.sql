-- Links to files that were given out. The id is a keyed hash of what the address holds: a row opens nothing.
CREATE TABLE file_link (
  id TEXT PRIMARY KEY,
  grp INTEGER NOT NULL,
  file INTEGER NOT NULL,
  channel INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX file_link_group ON file_link (grp);
