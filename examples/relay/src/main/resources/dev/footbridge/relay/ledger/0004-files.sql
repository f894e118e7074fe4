-- What was sent of each file: its length and a keyed hash of its bytes. Operations of kind 4 move files.
CREATE TABLE sent_file (
  channel INTEGER NOT NULL,
  message TEXT NOT NULL,
  ordinal INTEGER NOT NULL,
  bytes INTEGER NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (channel, message, ordinal)
) WITHOUT ROWID;
