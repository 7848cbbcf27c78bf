-- Crimes: recording, classification, counting, outcomes, cancellation. The log is the journal seen from a crime.
CREATE TABLE crimes (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    reference TEXT NOT NULL,
    folded_reference TEXT NOT NULL,
    number BIGINT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('draft', 'recorded', 'finalised', 'cancelled')),
    incident_id TEXT,
    incident_reference TEXT,
    offence TEXT,
    offence_title TEXT,
    cjs TEXT,
    initial_offence TEXT,
    initial_title TEXT,
    initial_cjs TEXT,
    counted_as TEXT CHECK (counted_as IN ('victim', 'premises', 'offender', 'offender_group', 'incident')),
    state_victim BIGINT NOT NULL CHECK (state_victim IN (0, 1)),
    summary TEXT NOT NULL,
    place TEXT NOT NULL,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    ward_code TEXT,
    borough_code TEXT,
    occurred_from BIGINT NOT NULL,
    occurred_to BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    raised_at BIGINT NOT NULL,
    raised_by TEXT NOT NULL,
    recorded_at BIGINT,
    recorded_by TEXT,
    late BIGINT NOT NULL CHECK (late IN (0, 1)),
    exercise BIGINT NOT NULL CHECK (exercise IN (0, 1)),
    policy_version TEXT NOT NULL,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, incident_id) REFERENCES incidents (force_id, id),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (occurred_from <= occurred_to),
    CHECK ((offence IS NULL) = (counted_as IS NULL)),
    CHECK (status NOT IN ('recorded', 'finalised') OR (offence IS NOT NULL AND recorded_at IS NOT NULL))
);
CREATE UNIQUE INDEX crimes_reference ON crimes (force_id, folded_reference);
CREATE INDEX crimes_number ON crimes (force_id, number, raised_at, id);
CREATE INDEX crimes_newest ON crimes (force_id, raised_at, id);
CREATE INDEX crimes_status ON crimes (force_id, status, raised_at, id);
CREATE INDEX crimes_incident ON crimes (force_id, incident_id, raised_at, id) WHERE incident_id IS NOT NULL;
CREATE INDEX crimes_of_person ON crimes (force_id, owner) WHERE owner < 'team:';

-- Whom a crime names, as what. Parts of the crime: seen by whoever sees it.
CREATE TABLE crime_people (
    force_id TEXT NOT NULL,
    crime_id TEXT NOT NULL,
    mention_id TEXT NOT NULL,
    part TEXT NOT NULL CHECK (part IN ('counted_victim', 'entitled', 'suspect')),
    state TEXT CHECK (state IN ('current', 'eliminated')),
    entitled TEXT CHECK (entitled IN ('victim', 'bereaved_relative', 'child_of_domestic_abuse', 'parent_or_guardian',
                                      'business_contact')),
    because TEXT,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, crime_id, part, mention_id),
    FOREIGN KEY (force_id, crime_id) REFERENCES crimes (force_id, id),
    CHECK ((part = 'suspect') = (state IS NOT NULL)),
    CHECK ((part = 'entitled') = (entitled IS NOT NULL))
);

CREATE TABLE crime_flags (
    force_id TEXT NOT NULL,
    crime_id TEXT NOT NULL,
    flag TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, crime_id, flag),
    FOREIGN KEY (force_id, crime_id) REFERENCES crimes (force_id, id)
);

-- Outcomes as they were proposed and decided; one that another followed stays as superseded.
CREATE TABLE crime_outcomes (
    force_id TEXT NOT NULL,
    crime_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome <> '0'),
    name TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'finalised', 'superseded')),
    rules_version TEXT NOT NULL,
    evidence TEXT NOT NULL,
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    finalised_by TEXT,
    finalised_at BIGINT,
    victim_informed_at BIGINT,
    not_informed_because TEXT,
    policy_version TEXT NOT NULL,
    PRIMARY KEY (force_id, crime_id, number),
    FOREIGN KEY (force_id, crime_id) REFERENCES crimes (force_id, id),
    CHECK (finalised_by IS NULL OR finalised_by <> proposed_by),
    CHECK (state <> 'finalised' OR finalised_at IS NOT NULL)
);
CREATE UNIQUE INDEX crime_outcomes_one_each ON crime_outcomes (force_id, crime_id, state) WHERE state <> 'superseded';

CREATE TABLE crime_cancellations (
    force_id TEXT NOT NULL,
    crime_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    ground TEXT NOT NULL CHECK (ground IN ('transferred', 'additional_information', 'duplicate', 'error',
                                           'self_defence')),
    evidence TEXT NOT NULL,
    other_crime TEXT,
    victim_informed_at BIGINT,
    not_informed_because TEXT,
    status_before TEXT NOT NULL CHECK (status_before IN ('draft', 'recorded', 'finalised')),
    cancelled_by TEXT NOT NULL,
    cancelled_at BIGINT NOT NULL,
    reinstated_by TEXT,
    reinstated_at BIGINT,
    reinstated_because TEXT,
    policy_version TEXT NOT NULL,
    PRIMARY KEY (force_id, crime_id, number),
    FOREIGN KEY (force_id, crime_id) REFERENCES crimes (force_id, id),
    FOREIGN KEY (force_id, other_crime) REFERENCES crimes (force_id, id),
    CHECK ((ground = 'duplicate') = (other_crime IS NOT NULL)),
    CHECK (other_crime IS NULL OR other_crime <> crime_id)
);

-- A crime as it is read: with the names of who raised, recorded and owns it, what is counted in it, its outcome.
CREATE VIEW crime_rows AS
SELECT c.force_id, c.id, c.reference, c.folded_reference, c.number, c.status, c.incident_id, c.incident_reference,
       c.offence, c.offence_title, c.cjs, c.initial_offence, c.initial_title, c.initial_cjs, c.counted_as,
       c.state_victim, c.summary, c.place, c.latitude, c.longitude, c.ward_code, c.borough_code, c.occurred_from,
       c.occurred_to, c.received_at, c.raised_at, c.raised_by, coalesce(a.display_name, '') AS raised_by_name,
       c.recorded_at, c.recorded_by, coalesce(r.display_name, '') AS recorded_by_name, c.late, c.exercise,
       c.policy_version, c.visibility, c.owner, coalesce(t.name, p.display_name, '') AS owner_name, c.version,
       (SELECT count(*) FROM crime_people v
        WHERE v.force_id = c.force_id AND v.crime_id = c.id AND v.part = 'counted_victim') AS victims,
       (SELECT count(*) FROM crime_people s
        WHERE s.force_id = c.force_id AND s.crime_id = c.id AND s.part = 'suspect' AND s.state = 'current') AS suspects,
       (SELECT o.outcome FROM crime_outcomes o
        WHERE o.force_id = c.force_id AND o.crime_id = c.id AND o.state = 'finalised') AS outcome,
       (SELECT coalesce(max(j.seq), 0) FROM journal j WHERE j.force_id = c.force_id AND j.record_id = c.id) AS last_seq
FROM crimes c
LEFT JOIN accounts a ON a.force_id = c.force_id AND a.id = c.raised_by
LEFT JOIN accounts r ON r.force_id = c.force_id AND r.id = c.recorded_by
LEFT JOIN teams t ON t.force_id = c.force_id AND t.id = substr(c.owner, 6)
LEFT JOIN accounts p ON p.force_id = c.force_id AND p.id = substr(c.owner, 8);
