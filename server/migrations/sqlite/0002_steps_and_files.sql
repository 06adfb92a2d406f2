-- Whether an event came of the same command as the one before it: a command is undone as a whole.
ALTER TABLE events ADD COLUMN continues INTEGER NOT NULL DEFAULT 0;

-- Papers attached to agenda items, each kept once under the SHA-256 of its bytes.
CREATE TABLE files (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    digest  TEXT NOT NULL,
    media   TEXT NOT NULL,               -- as the first bytes say, not as the name does
    bytes   BLOB NOT NULL,
    PRIMARY KEY (meeting, digest)
) STRICT;
