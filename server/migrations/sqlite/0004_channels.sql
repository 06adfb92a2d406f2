-- How a ballot came: 'phone' or 'tablet'; NULL once it is forgotten which, because one of them had too few.
ALTER TABLE ballots ADD COLUMN channel TEXT DEFAULT 'phone';

-- What the papers of a poll say, from when it is entered until it goes into the count of all ballots.
CREATE TABLE papers (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    poll    INTEGER NOT NULL,
    body    TEXT NOT NULL,               -- JSON
    PRIMARY KEY (meeting, poll)
) STRICT, WITHOUT ROWID;
