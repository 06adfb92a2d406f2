-- Door cards are signed by a key of their meeting, apart from the house's own key, which signs the seats of phones. A
-- meeting without one printed its cards before there were two keys: those open by the house's.
CREATE TABLE card_keys (
    meeting INTEGER PRIMARY KEY REFERENCES meetings (id),
    key     BLOB NOT NULL
) STRICT;

-- From which place a key was made; NULL is the laptop itself, or a version that did not say.
ALTER TABLE keys ADD COLUMN made_by TEXT;
