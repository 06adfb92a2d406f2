-- How a ballot came: 'phone' or 'tablet'; NULL once it is forgotten which, because one of them had too few. Papers are
-- counted by people and are no rows here.
ALTER TABLE ballots ADD COLUMN channel TEXT DEFAULT 'phone';
