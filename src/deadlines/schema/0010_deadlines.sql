-- Promises the force has made: what is due when, who is told next, and how it ended. See src/deadlines/deadlines.hpp.
-- A promise is open while met_at and ended_at are NULL; an open one without due_at is paused. The limit runs from
-- counts_from: limit_s of elapsed time, or working_days under the list of holidays that `calendar` names. A promise
-- that was resumed counts what was left from then on.
CREATE TABLE promises (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    rule TEXT NOT NULL,
    title TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    about_reference TEXT NOT NULL,
    starts_at BIGINT NOT NULL,
    counts_from BIGINT NOT NULL,
    limit_s BIGINT,
    working_days BIGINT,
    calendar TEXT,
    due_at BIGINT,
    next_at BIGINT,
    told BIGINT NOT NULL,
    met_at BIGINT,
    ended_at BIGINT,
    paused_at BIGINT,
    left_ms BIGINT,
    pause_reason TEXT,
    pause_reasons TEXT NOT NULL,
    policy_version TEXT NOT NULL,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    CHECK ((limit_s IS NULL) <> (working_days IS NULL)),
    CHECK ((working_days IS NULL) = (calendar IS NULL)),
    CHECK ((paused_at IS NULL) = (left_ms IS NULL)),
    CHECK ((paused_at IS NULL) = (due_at IS NOT NULL)),
    CHECK (next_at IS NULL OR (due_at IS NOT NULL AND met_at IS NULL AND ended_at IS NULL))
);
CREATE UNIQUE INDEX promises_open ON promises (force_id, about_id, rule) WHERE met_at IS NULL AND ended_at IS NULL;
CREATE INDEX promises_of_record ON promises (force_id, about_id);
CREATE INDEX promises_next ON promises (force_id, next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX promises_due ON promises (force_id, due_at, id)
    WHERE met_at IS NULL AND ended_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX promises_of_owner ON promises (force_id, owner, due_at, id) WHERE met_at IS NULL AND ended_at IS NULL;
CREATE INDEX promises_calendar ON promises (force_id, calendar)
    WHERE met_at IS NULL AND ended_at IS NULL AND due_at IS NOT NULL AND calendar IS NOT NULL;

-- A promise as it is read: with the name of its owner.
CREATE VIEW promise_rows AS
SELECT m.force_id, m.id, m.rule, m.title, m.about_kind, m.about_id, m.about_reference, m.starts_at, m.due_at, m.met_at,
       m.ended_at, m.paused_at, m.left_ms, m.pause_reason, m.pause_reasons, m.policy_version, m.visibility, m.owner,
       coalesce(t.name, p.display_name, '') AS owner_name, m.version, m.told, m.working_days
FROM promises m
LEFT JOIN teams t ON t.force_id = m.force_id AND t.id = substr(m.owner, 6)
LEFT JOIN accounts p ON p.force_id = m.force_id AND p.id = substr(m.owner, 8);
