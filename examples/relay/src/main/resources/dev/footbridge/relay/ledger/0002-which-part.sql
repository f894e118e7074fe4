-- What an attempt sent: by the time that its post is found, the source may show something else.
ALTER TABLE operation ADD COLUMN mac INTEGER;

-- Under which of the messages that stand for one somebody reacted: each of them shows its own only.
CREATE TABLE reaction_by_part (
  grp INTEGER NOT NULL,
  emoji TEXT NOT NULL,
  channel INTEGER NOT NULL,
  user TEXT NOT NULL,
  part INTEGER NOT NULL,
  PRIMARY KEY (grp, emoji, channel, user, part)
) WITHOUT ROWID;
INSERT INTO reaction_by_part (grp, emoji, channel, user, part)
  SELECT reaction.grp, reaction.emoji, reaction.channel, reaction.user,
    CASE WHEN reaction.channel = message_group.origin THEN -1 ELSE 0 END
  FROM reaction JOIN message_group ON message_group.id = reaction.grp;
DROP TABLE reaction;
ALTER TABLE reaction_by_part RENAME TO reaction;
