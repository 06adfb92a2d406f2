-- Which meeting has which attached file. The bytes lie beside the database, under their digest.
CREATE TABLE attachments (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    digest  TEXT NOT NULL,
    media   TEXT NOT NULL,               -- as the first bytes say, not as the name does
    bytes   INTEGER NOT NULL,
    PRIMARY KEY (meeting, digest)
) STRICT, WITHOUT ROWID;
