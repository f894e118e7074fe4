-- Accounts that the relay put into a group for single sign-on, so that it takes out no others. Not made yet: the call may have
-- happened.
CREATE TABLE group_member (
  workspace INTEGER NOT NULL,
  grp TEXT NOT NULL,
  user TEXT NOT NULL,
  made INTEGER NOT NULL,
  PRIMARY KEY (workspace, grp, user)
) WITHOUT ROWID;
