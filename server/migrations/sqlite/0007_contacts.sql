-- Where people can be reached with a written answer: beside the journal, so that it can be erased.
CREATE TABLE contacts (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    request INTEGER NOT NULL,
    contact TEXT NOT NULL,
    PRIMARY KEY (meeting, request)
) STRICT, WITHOUT ROWID;

-- Until now contacts were in events, and so in what was made of them.
DELETE FROM snapshots;

-- The table of events gets its present form, a chain of records (`meeting::chain`), in `journal/upgrade.rs`: SQL has no
-- SHA-256.
