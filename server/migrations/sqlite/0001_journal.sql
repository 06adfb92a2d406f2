-- What the house knows of itself: the key that seats are signed with.
CREATE TABLE house (
    name  TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meetings (
    id       INTEGER PRIMARY KEY,
    code     TEXT NOT NULL UNIQUE,
    created  INTEGER NOT NULL,           -- ms since 1970 UTC
    alive    INTEGER NOT NULL DEFAULT 0, -- last moment the room is known to have run, ms
    join_url TEXT                        -- as printed on cards; it stays for the life of the meeting
) STRICT;

-- The truth: append-only, positions from 1 without gaps.
CREATE TABLE events (
    meeting  INTEGER NOT NULL REFERENCES meetings (id),
    position INTEGER NOT NULL,
    at       INTEGER NOT NULL,
    actor    TEXT NOT NULL,              -- JSON
    body     TEXT NOT NULL,              -- JSON
    PRIMARY KEY (meeting, position)
) STRICT, WITHOUT ROWID;

-- Answers already given, so that a command sent again is not done again.
CREATE TABLE commands (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    actor   TEXT NOT NULL,
    id      TEXT NOT NULL,
    digest  TEXT NOT NULL,               -- of the command, to tell a reused id from a repeated command
    answer  TEXT NOT NULL,               -- JSON
    PRIMARY KEY (meeting, actor, id)
) STRICT, WITHOUT ROWID;

-- A meeting as it stood at a position: makes a restart fast, can always be thrown away.
CREATE TABLE snapshots (
    meeting  INTEGER PRIMARY KEY REFERENCES meetings (id),
    format   INTEGER NOT NULL,
    position INTEGER NOT NULL,
    body     TEXT NOT NULL               -- JSON
) STRICT;

-- Secrets of staff places, as digests. A key without a meeting opens the office of the whole house.
CREATE TABLE keys (
    digest  TEXT PRIMARY KEY,
    meeting INTEGER REFERENCES meetings (id),
    place   TEXT NOT NULL,
    issued  INTEGER NOT NULL,
    revoked INTEGER
) STRICT, WITHOUT ROWID;

-- Who has voted and what was voted: no column in common, and the order of rows is that of random keys.
CREATE TABLE voters (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    person  TEXT NOT NULL,
    command TEXT NOT NULL,               -- the id it was sent under, so that sending again is harmless
    PRIMARY KEY (meeting, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballots (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    random  TEXT NOT NULL,
    body    TEXT NOT NULL,               -- JSON
    PRIMARY KEY (meeting, random)
) STRICT, WITHOUT ROWID;
