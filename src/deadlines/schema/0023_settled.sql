-- A promise of which somebody may have been warned and not have read it, while it is not so any more: kept in time, not
-- owed any more, or due later than it was. The next tick puts such warnings away, and the notice says since when.
ALTER TABLE promises ADD COLUMN settle_at BIGINT;
CREATE INDEX promises_to_settle ON promises (force_id, settle_at, id) WHERE settle_at IS NOT NULL;
ALTER TABLE notices ADD COLUMN settled_at BIGINT;
