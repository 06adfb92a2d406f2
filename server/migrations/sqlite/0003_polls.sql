-- Ballots poll by poll. A ballot stands under the digest of a secret that only the phone it came from keeps, so that
-- it can be replaced until the poll closes; then it gets a random key, and no secret finds it any more.
ALTER TABLE voters RENAME TO voters_before;
ALTER TABLE ballots RENAME TO ballots_before;

CREATE TABLE voters (
    meeting  INTEGER NOT NULL REFERENCES meetings (id),
    poll     INTEGER NOT NULL,
    person   TEXT NOT NULL,
    commands TEXT NOT NULL,              -- ids it was sent under, one a word, so that sending again is harmless
    PRIMARY KEY (meeting, poll, person)
) STRICT, WITHOUT ROWID;

CREATE TABLE ballots (
    meeting INTEGER NOT NULL REFERENCES meetings (id),
    poll    INTEGER NOT NULL,
    key     TEXT NOT NULL,
    body    TEXT NOT NULL,               -- JSON
    PRIMARY KEY (meeting, poll, key)
) STRICT, WITHOUT ROWID;

-- Until now there was one poll, with one scale and one remark.
INSERT INTO voters (meeting, poll, person, commands) SELECT meeting, 1, person, command FROM voters_before;
INSERT INTO ballots (meeting, poll, key, body)
SELECT meeting, 1, random, json_object('poll', 1, 'answers', json_array(
    json_object('ticked', json_array(body ->> 'level')),
    json_object('words', coalesce(body ->> 'remark', ''))
))
FROM ballots_before;

DROP TABLE voters_before;
DROP TABLE ballots_before;
