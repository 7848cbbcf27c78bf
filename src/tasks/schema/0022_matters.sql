-- What is told again of one matter, a promise, takes the place of what was told of it before and nobody has seen.
ALTER TABLE notices ADD COLUMN matter TEXT NOT NULL DEFAULT '';
ALTER TABLE notices ADD COLUMN replaced_by TEXT;
CREATE INDEX notices_of_matter ON notices (force_id, matter) WHERE unseen = 1 AND matter <> '';
