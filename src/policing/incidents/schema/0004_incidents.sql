-- Incidents: a record opened on first contact. Its log is the journal seen from it (src/journal).
CREATE TABLE incidents (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    opened_on TEXT NOT NULL,
    number BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('open', 'closed')),
    grade TEXT CHECK (grade IN ('emergency', 'priority', 'scheduled', 'without_deployment')),
    category TEXT,
    summary TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    ward_code TEXT,
    borough_code TEXT,
    happened_at BIGINT NOT NULL,
    opened_at BIGINT NOT NULL,
    opened_by TEXT NOT NULL,
    visibility BIGINT NOT NULL,
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    origin TEXT NOT NULL CHECK (origin IN ('live', 'imported')),
    exercise BIGINT NOT NULL CHECK (exercise IN (0, 1)),
    source TEXT,
    source_id TEXT,
    source_type TEXT,
    source_unit TEXT,
    source_digest TEXT,
    clock_fault BIGINT NOT NULL CHECK (clock_fault IN (0, 1)),
    called_at BIGINT,
    answered_at BIGINT,
    graded_at BIGINT,
    dispatched_at BIGINT,
    mobile_at BIGINT,
    arrived_at BIGINT,
    cleared_at BIGINT,
    closed_at BIGINT,
    PRIMARY KEY (force_id, id),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((source IS NULL) = (origin = 'live'))
);
CREATE UNIQUE INDEX incidents_reference ON incidents (force_id, opened_on, number);
CREATE INDEX incidents_board ON incidents (force_id, status, opened_at, id);
CREATE INDEX incidents_graded ON incidents (force_id, status, grade, opened_at, id) WHERE grade IS NOT NULL;
CREATE UNIQUE INDEX incidents_source ON incidents (force_id, source, source_id) WHERE source IS NOT NULL;
CREATE INDEX incidents_of_person ON incidents (force_id, owner) WHERE owner < 'team:';

-- An incident as it is read: with the names of who opened and who owns it, and the length of its log.
CREATE VIEW incident_rows AS
SELECT i.force_id, i.id, i.opened_on, i.number, i.status, i.grade, i.category, i.summary, i.place, i.latitude,
       i.longitude, i.ward_code, i.borough_code, i.happened_at, i.opened_at, i.opened_by,
       coalesce(a.display_name, '') AS opened_by_name, i.owner, coalesce(t.name, p.display_name, '') AS owner_name,
       i.visibility, i.version,
       (SELECT coalesce(max(j.seq), 0) FROM journal j WHERE j.force_id = i.force_id AND j.record_id = i.id) AS last_seq,
       i.origin, i.exercise, i.source, i.called_at, i.answered_at, i.graded_at, i.dispatched_at, i.mobile_at,
       i.arrived_at, i.cleared_at, i.closed_at
FROM incidents i
LEFT JOIN accounts a ON a.force_id = i.force_id AND a.id = i.opened_by
LEFT JOIN teams t ON t.force_id = i.force_id AND t.id = substr(i.owner, 6)
LEFT JOIN accounts p ON p.force_id = i.force_id AND p.id = substr(i.owner, 8);
