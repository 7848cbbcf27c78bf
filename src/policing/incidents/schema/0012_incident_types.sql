-- Incidents by the force's policy: type, level and its limit, result; what was answered, where, how grave, who
-- regraded, who else reported the same.
ALTER TABLE incidents ADD COLUMN type TEXT;
ALTER TABLE incidents ADD COLUMN level TEXT;
ALTER TABLE incidents ADD COLUMN level_title TEXT;
ALTER TABLE incidents ADD COLUMN limit_s BIGINT;
ALTER TABLE incidents ADD COLUMN clock_from BIGINT;
ALTER TABLE incidents ADD COLUMN received_at BIGINT;
ALTER TABLE incidents ADD COLUMN because TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN joined_to TEXT;
ALTER TABLE incidents ADD COLUMN result TEXT;
ALTER TABLE incidents ADD COLUMN closing_code TEXT;
ALTER TABLE incidents ADD COLUMN qualifiers TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN attended BIGINT CHECK (attended IN (0, 1));
ALTER TABLE incidents ADD COLUMN not_attended_reason TEXT;
ALTER TABLE incidents ADD COLUMN transferred BIGINT NOT NULL DEFAULT 0 CHECK (transferred IN (0, 1));
ALTER TABLE incidents ADD COLUMN no_crime_reason TEXT;
ALTER TABLE incidents ADD COLUMN closing_note TEXT;
ALTER TABLE incidents ADD COLUMN vulnerable BIGINT NOT NULL DEFAULT 0 CHECK (vulnerable IN (0, 1));
ALTER TABLE incidents ADD COLUMN crime_suspected BIGINT NOT NULL DEFAULT 0 CHECK (crime_suspected IN (0, 1));
ALTER TABLE incidents ADD COLUMN lowered BIGINT NOT NULL DEFAULT 0;
ALTER TABLE incidents ADD COLUMN policy_version TEXT NOT NULL DEFAULT '';
ALTER TABLE incidents ADD COLUMN contact_id TEXT;
ALTER TABLE incidents ADD COLUMN contact_reference TEXT;
CREATE INDEX incidents_joined ON incidents (force_id, joined_to) WHERE joined_to IS NOT NULL;

-- What stands here already was graded by the national shape.
UPDATE incidents
SET limit_s = CASE grade WHEN 'emergency' THEN 900 WHEN 'priority' THEN 3600 WHEN 'scheduled' THEN 172800 END,
    clock_from = CASE origin WHEN 'live' THEN opened_at ELSE coalesce(called_at, answered_at, opened_at) END,
    received_at = CASE origin WHEN 'live' THEN opened_at END;

DROP VIEW incident_rows;
CREATE VIEW incident_rows AS
SELECT i.force_id, i.id, i.opened_on, i.number, i.status, i.grade, i.category, i.summary, i.place, i.latitude,
       i.longitude, i.ward_code, i.borough_code, i.happened_at, i.opened_at, i.opened_by,
       coalesce(a.display_name, '') AS opened_by_name, i.owner, coalesce(t.name, p.display_name, '') AS owner_name,
       i.visibility, i.version,
       (SELECT coalesce(max(j.seq), 0) FROM journal j WHERE j.force_id = i.force_id AND j.record_id = i.id) AS last_seq,
       i.origin, i.exercise, i.source, i.called_at, i.answered_at, i.graded_at, i.dispatched_at, i.mobile_at,
       i.arrived_at, i.cleared_at, i.closed_at,
       i.type, i.level, i.level_title, i.limit_s, i.clock_from, i.received_at, i.because, i.joined_to, i.result,
       i.closing_code, i.qualifiers, i.attended, i.not_attended_reason, i.transferred, i.no_crime_reason,
       i.closing_note, i.vulnerable, i.crime_suspected, i.lowered, i.contact_id, i.contact_reference, i.policy_version
FROM incidents i
LEFT JOIN accounts a ON a.force_id = i.force_id AND a.id = i.opened_by
LEFT JOIN teams t ON t.force_id = i.force_id AND t.id = substr(i.owner, 6)
LEFT JOIN accounts p ON p.force_id = i.force_id AND p.id = substr(i.owner, 8);

-- What stands in the tables below belongs to its incident and is read only through it. `seq` is the line of the log
-- that tells of it; the newest of a question, or of a kind of place, is in force.
CREATE TABLE incident_answers (
    force_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT,
    not_known TEXT,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (force_id, incident_id, seq),
    CHECK ((answer IS NULL) <> (not_known IS NULL))
);

CREATE TABLE incident_places (
    force_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('incident', 'caller', 'victim_home', 'rendezvous')),
    place TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    source TEXT NOT NULL CHECK (source IN ('caller', 'network', 'device', 'gazetteer', 'officer', 'record', 'other')),
    confidence TEXT NOT NULL CHECK (confidence IN ('certain', 'likely', 'uncertain', 'unknown')),
    confirmed BIGINT NOT NULL CHECK (confirmed IN (0, 1)),
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (force_id, incident_id, seq),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
);

-- `said` is the assessment as it was given: six facets with their words.
CREATE TABLE incident_assessments (
    force_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    said TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (force_id, incident_id, seq)
);

CREATE TABLE grade_changes (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    from_level TEXT NOT NULL,
    from_title TEXT NOT NULL,
    to_level TEXT NOT NULL,
    to_title TEXT NOT NULL,
    reason TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('applied', 'proposed', 'approved', 'refused', 'overtaken')),
    asked_by TEXT NOT NULL,
    asked_at BIGINT NOT NULL,
    decided_by TEXT,
    decided_at BIGINT,
    decision_reason TEXT,
    policy_version TEXT NOT NULL,
    PRIMARY KEY (force_id, id)
);
CREATE INDEX grade_changes_of_incident ON grade_changes (force_id, incident_id, seq);

-- Further contacts that reported the same; those of joined duplicates are found through the duplicate.
CREATE TABLE incident_contacts (
    force_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    contact_reference TEXT NOT NULL,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, incident_id, contact_id)
);

CREATE TABLE incident_crimes (
    force_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    crime_id TEXT NOT NULL,
    crime_reference TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, incident_id, crime_id)
);

-- Fields supplied although the chain contact, incident, crime already held a value for that subject.
CREATE TABLE typed_twice (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    record_kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    record_reference TEXT NOT NULL,
    typed_by TEXT NOT NULL,
    typed_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, id)
);
