-- The final schema. Made by tests/db/migrate_test.cpp with BLUELAMP_UPDATE_GOLDEN=1.
CREATE TABLE accounts (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'service', 'command_line')),
    username TEXT NOT NULL,
    folded_username TEXT NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT,
    clearance BIGINT NOT NULL CHECK (clearance IN (0, 1, 2)),
    home_team_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    disabled_at BIGINT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL CHECK (owner = 'team:' || home_team_id),
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, folded_username),
    FOREIGN KEY (force_id, home_team_id) REFERENCES teams (force_id, id),
    CHECK ((password_hash IS NOT NULL) = (kind = 'person'))
);
CREATE UNIQUE INDEX accounts_one_command_line ON accounts (force_id) WHERE kind = 'command_line';
CREATE TABLE address_keys (
    force_id TEXT NOT NULL,
    address_key TEXT NOT NULL,
    nth BIGINT NOT NULL,
    flat TEXT NOT NULL,
    address_id TEXT NOT NULL,
    PRIMARY KEY (force_id, address_key, nth, flat, address_id),
    FOREIGN KEY (force_id, address_id) REFERENCES addresses (force_id, id)
);
CREATE TABLE addresses (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    title TEXT NOT NULL,
    flat TEXT NOT NULL,
    folded TEXT NOT NULL,
    postcode TEXT NOT NULL,
    PRIMARY KEY (force_id, id)
);
CREATE INDEX addresses_postcode ON addresses (force_id, postcode, folded, flat, id);
CREATE TABLE area_layers (
    force_id TEXT NOT NULL,
    layer TEXT NOT NULL,
    title TEXT NOT NULL,
    position BIGINT NOT NULL,
    valid_from TEXT NOT NULL,
    file_sha256 TEXT NOT NULL,
    file_rows BIGINT NOT NULL,
    loaded_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, layer)
);
CREATE TABLE area_lookups (
    force_id TEXT NOT NULL,
    from_layer TEXT NOT NULL,
    from_code TEXT NOT NULL,
    to_layer TEXT NOT NULL,
    to_code TEXT NOT NULL,
    PRIMARY KEY (force_id, from_layer, from_code, to_layer)
);
CREATE INDEX area_lookups_back ON area_lookups (force_id, to_layer, to_code);
CREATE TABLE area_populations (
    force_id TEXT NOT NULL,
    layer TEXT NOT NULL,
    code TEXT NOT NULL,
    year BIGINT NOT NULL,
    population BIGINT NOT NULL CHECK (population >= 0),
    source TEXT NOT NULL,
    PRIMARY KEY (force_id, layer, code, year)
);
CREATE TABLE areas (
    force_id TEXT NOT NULL,
    layer TEXT NOT NULL,
    code TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    valid_to TEXT,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    aliases TEXT NOT NULL,
    parent_layer TEXT,
    parent_code TEXT,
    geometry TEXT,
    south DOUBLE PRECISION,
    west DOUBLE PRECISION,
    north DOUBLE PRECISION,
    east DOUBLE PRECISION,
    km2 DOUBLE PRECISION,
    PRIMARY KEY (force_id, layer, code, valid_from),
    CHECK ((parent_layer IS NULL) = (parent_code IS NULL)),
    CHECK ((geometry IS NULL) = (km2 IS NULL)),
    CHECK (valid_to IS NULL OR valid_to > valid_from)
);
CREATE TABLE contact_answers (
    force_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (force_id, contact_id, seq)
);
CREATE TABLE contact_attempts (
    force_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'no_answer', 'engaged', 'withheld')),
    note TEXT,
    attempted_at BIGINT NOT NULL,
    attempted_by TEXT NOT NULL,
    PRIMARY KEY (force_id, contact_id, seq)
);
CREATE VIEW contact_rows AS
SELECT c.force_id, c.id, c.received_on, c.number, c.channel, c.presented, c.state, c.received_at, c.answered_at,
       c.ended_at, c.phone, c.informant, c.seen, c.named, c.contacted, c.safe_when, c.language, c.interpreter,
       c.incident_id, c.incident_reference, c.ended_because, c.parked_because, c.decision, c.decision_reason,
       c.decided_by, coalesce(d.display_name, '') AS decided_by_name, c.decided_at, c.handler,
       coalesce(h.display_name, '') AS handler_name, c.owner,
       coalesce(t.name, p.display_name, '') AS owner_name, c.visibility, c.exercise, c.version
FROM contacts c
LEFT JOIN accounts h ON h.force_id = c.force_id AND h.id = c.handler
LEFT JOIN accounts d ON d.force_id = c.force_id AND d.id = c.decided_by
LEFT JOIN teams t ON t.force_id = c.force_id AND t.id = substr(c.owner, 6)
LEFT JOIN accounts p ON p.force_id = c.force_id AND p.id = substr(c.owner, 8);
CREATE TABLE contacts (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    received_on TEXT NOT NULL,
    number BIGINT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('emergency_999', 'non_emergency_101', 'front_counter', 'online', 'email',
        'social_media', 'officer', 'other_force', 'other_agency', 'alarm_company', 'ecall', 'personal_alarm',
        'relay_service', 'text_service', 'crimestoppers')),
    presented TEXT NOT NULL CHECK (presented IN ('spoken', 'silent_connected', 'pressed_55', 'dropped', 'abandoned',
        'written')),
    state TEXT NOT NULL CHECK (state IN ('live', 'parked', 'abandoned', 'ended')),
    received_at BIGINT NOT NULL,
    answered_at BIGINT,
    ended_at BIGINT,
    phone TEXT,
    plain_phone TEXT,
    informant TEXT NOT NULL CHECK (informant IN ('victim', 'witness', 'third_party', 'professional', 'anonymous',
        'child', 'unknown')),
    seen BIGINT CHECK (seen IN (0, 1)),
    named BIGINT CHECK (named IN (0, 1)),
    contacted BIGINT CHECK (contacted IN (0, 1)),
    safe_when TEXT,
    language TEXT,
    interpreter BIGINT NOT NULL CHECK (interpreter IN (0, 1)),
    incident_id TEXT,
    incident_reference TEXT,
    ended_because TEXT,
    parked_because TEXT,
    decision TEXT CHECK (decision IN ('no_further_action', 'incident', 'officer_sent', 'reached')),
    decision_reason TEXT,
    decided_by TEXT,
    decided_at BIGINT,
    handler TEXT NOT NULL,
    owner TEXT NOT NULL,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    exercise BIGINT NOT NULL CHECK (exercise IN (0, 1)),
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    CHECK ((incident_id IS NULL) = (incident_reference IS NULL)),
    CHECK ((decision IS NULL) = (decided_by IS NULL)),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE INDEX contacts_listed ON contacts (force_id, state, received_at, id);
CREATE INDEX contacts_of_number ON contacts (force_id, plain_phone, received_at) WHERE plain_phone IS NOT NULL;
CREATE INDEX contacts_of_person ON contacts (force_id, owner) WHERE owner < 'team:';
CREATE UNIQUE INDEX contacts_reference ON contacts (force_id, received_on, number);
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
CREATE TABLE crime_flags (
    force_id TEXT NOT NULL,
    crime_id TEXT NOT NULL,
    flag TEXT NOT NULL,
    set_by TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, crime_id, flag),
    FOREIGN KEY (force_id, crime_id) REFERENCES crimes (force_id, id)
);
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
CREATE INDEX crimes_incident ON crimes (force_id, incident_id, raised_at, id) WHERE incident_id IS NOT NULL;
CREATE INDEX crimes_newest ON crimes (force_id, raised_at, id);
CREATE INDEX crimes_number ON crimes (force_id, number, raised_at, id);
CREATE INDEX crimes_of_person ON crimes (force_id, owner) WHERE owner < 'team:';
CREATE UNIQUE INDEX crimes_reference ON crimes (force_id, folded_reference);
CREATE INDEX crimes_status ON crimes (force_id, status, raised_at, id);
CREATE VIEW existing_owners AS
SELECT force_id, 'person:' || id AS owner, display_name AS name FROM accounts WHERE disabled_at IS NULL
UNION ALL
SELECT force_id, 'team:' || id AS owner, name FROM teams;
CREATE TABLE forces (
    force_id TEXT NOT NULL,
    name TEXT NOT NULL,
    administration_team_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id)
);
CREATE TABLE gazetteer (
    force_id TEXT NOT NULL,
    reference TEXT NOT NULL,
    address TEXT NOT NULL,
    folded_address TEXT NOT NULL,
    postcode TEXT NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    source TEXT NOT NULL,
    loaded_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, reference)
);
CREATE INDEX gazetteer_by_address ON gazetteer (force_id, folded_address);
CREATE INDEX gazetteer_by_latitude ON gazetteer (force_id, latitude, longitude);
CREATE INDEX gazetteer_by_postcode ON gazetteer (force_id, postcode);
CREATE TABLE gazetteer_words (
    force_id TEXT NOT NULL,
    word TEXT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (force_id, word, reference)
);
CREATE INDEX gazetteer_words_of ON gazetteer_words (force_id, reference);
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
CREATE VIEW hidden_mentions AS
SELECT l.force_id, l.mention_id, l.person_id, n.visibility, n.owner
FROM person_links l
JOIN mentions m ON m.force_id = l.force_id AND m.id = l.mention_id
JOIN never_links n ON n.force_id = l.force_id AND n.person_id = l.person_id
WHERE l.undone_at IS NULL AND n.removed_at IS NULL AND n.since_at <= m.said_at;
CREATE VIEW hidden_records AS
SELECT mr.force_id, mr.record_id, l.person_id, n.visibility, n.owner
FROM mention_records mr
JOIN people_records r ON r.force_id = mr.force_id AND r.id = mr.record_id
JOIN person_links l ON l.force_id = mr.force_id AND l.mention_id = mr.mention_id
JOIN never_links n ON n.force_id = l.force_id AND n.person_id = l.person_id
WHERE r.kind <> 'people_file' AND l.undone_at IS NULL AND n.removed_at IS NULL AND n.since_at <= mr.since_at;
CREATE TABLE idempotency (
    force_id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    idempotency_key TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    status BIGINT NOT NULL,
    answer TEXT NOT NULL,
    version BIGINT,
    made_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, account_id, idempotency_key)
);
CREATE INDEX idempotency_age ON idempotency (force_id, made_at);
CREATE TABLE identity_decisions (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_a TEXT NOT NULL,
    person_b TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('same', 'different')),
    reason TEXT NOT NULL,
    model TEXT NOT NULL,
    probability DOUBLE PRECISION,
    weight DOUBLE PRECISION,
    decided_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT,
    undo_reason TEXT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, person_a) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, person_b) REFERENCES persons (force_id, id),
    CHECK (person_a < person_b),
    CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
);
CREATE UNIQUE INDEX identity_decisions_in_force ON identity_decisions (force_id, person_a, person_b)
WHERE undone_at IS NULL;
CREATE INDEX identity_decisions_newest ON identity_decisions (force_id, decided_at);
CREATE INDEX identity_decisions_of_second ON identity_decisions (force_id, person_b) WHERE undone_at IS NULL;
CREATE TABLE identity_models (
    force_id TEXT NOT NULL,
    number BIGINT NOT NULL,
    version TEXT NOT NULL,
    model TEXT NOT NULL,
    records BIGINT NOT NULL,
    trained_at BIGINT NOT NULL,
    trained_by TEXT NOT NULL,
    PRIMARY KEY (force_id, number)
);
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
CREATE TABLE incident_assessments (
    force_id TEXT NOT NULL,
    incident_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    said TEXT NOT NULL,
    recorded_at BIGINT NOT NULL,
    recorded_by TEXT NOT NULL,
    PRIMARY KEY (force_id, incident_id, seq)
);
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
    closed_at BIGINT, type TEXT, level TEXT, level_title TEXT, limit_s BIGINT, clock_from BIGINT, received_at BIGINT, because TEXT NOT NULL DEFAULT '', joined_to TEXT, result TEXT, closing_code TEXT, qualifiers TEXT NOT NULL DEFAULT '', attended BIGINT CHECK (attended IN (0, 1)), not_attended_reason TEXT, transferred BIGINT NOT NULL DEFAULT 0 CHECK (transferred IN (0, 1)), no_crime_reason TEXT, closing_note TEXT, vulnerable BIGINT NOT NULL DEFAULT 0 CHECK (vulnerable IN (0, 1)), crime_suspected BIGINT NOT NULL DEFAULT 0 CHECK (crime_suspected IN (0, 1)), lowered BIGINT NOT NULL DEFAULT 0, policy_version TEXT NOT NULL DEFAULT '', contact_id TEXT, contact_reference TEXT,
    PRIMARY KEY (force_id, id),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK ((source IS NULL) = (origin = 'live'))
);
CREATE INDEX incidents_board ON incidents (force_id, status, opened_at, id);
CREATE INDEX incidents_graded ON incidents (force_id, status, grade, opened_at, id) WHERE grade IS NOT NULL;
CREATE INDEX incidents_joined ON incidents (force_id, joined_to) WHERE joined_to IS NOT NULL;
CREATE INDEX incidents_of_person ON incidents (force_id, owner) WHERE owner < 'team:';
CREATE UNIQUE INDEX incidents_reference ON incidents (force_id, opened_on, number);
CREATE UNIQUE INDEX incidents_source ON incidents (force_id, source, source_id) WHERE source IS NOT NULL;
CREATE TABLE involvements (
    force_id TEXT NOT NULL,
    subject_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('caller', 'victim', 'witness', 'third_party', 'professional', 'suspect',
                                       'offender', 'other')),
    mention_id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'address', 'phone', 'vehicle')),
    involved_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, subject_id, record_id, role, mention_id),
    FOREIGN KEY (force_id, record_id) REFERENCES people_records (force_id, id)
);
CREATE INDEX involvements_newest ON involvements (force_id, subject_id, involved_at, record_id);
CREATE INDEX involvements_of_mention ON involvements (force_id, mention_id, record_id);
CREATE TABLE journal (
    force_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    reason TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    policy_version TEXT NOT NULL,
    visibility BIGINT NOT NULL,
    owner TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (force_id, position)
);
CREATE UNIQUE INDEX journal_of_record ON journal (force_id, record_id, seq);
CREATE TABLE journal_content (
    force_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    salt TEXT,
    content TEXT,
    erased_by BIGINT,
    PRIMARY KEY (force_id, position),
    CHECK ((salt IS NULL) = (content IS NULL)),
    CHECK ((content IS NULL) = (erased_by IS NOT NULL))
);
CREATE TABLE journal_seals (
    force_id TEXT NOT NULL,
    last_position BIGINT NOT NULL,
    first_position BIGINT NOT NULL,
    root TEXT NOT NULL,
    sealed_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, last_position)
);
CREATE TABLE lane_registers (
    force_id TEXT NOT NULL,
    name TEXT NOT NULL,
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (force_id, name)
);
CREATE TABLE lanes (
    force_id TEXT PRIMARY KEY NOT NULL,
    turns BIGINT NOT NULL
);
CREATE VIEW link_says AS
SELECT l.force_id, l.mention_id, l.person_id,
       CASE WHEN coalesce(m.given_name, '') || coalesce(m.other_names, '') || coalesce(m.family_name, '') = ''
            THEN coalesce(p.given_name, '') ELSE coalesce(m.given_name, '') END AS given_name,
       CASE WHEN coalesce(m.given_name, '') || coalesce(m.other_names, '') || coalesce(m.family_name, '') = ''
            THEN coalesce(p.other_names, '') ELSE coalesce(m.other_names, '') END AS other_names,
       CASE WHEN coalesce(m.given_name, '') || coalesce(m.other_names, '') || coalesce(m.family_name, '') = ''
            THEN coalesce(p.family_name, '') ELSE coalesce(m.family_name, '') END AS family_name,
       coalesce(m.date_of_birth, p.born) AS born, coalesce(m.sex, p.sex, '') AS sex, coalesce(m.phone, '') AS phone,
       coalesce(m.email, '') AS email, coalesce(m.address, '') AS address, coalesce(m.postcode, '') AS postcode
FROM person_links l
JOIN mentions m ON m.force_id = l.force_id AND m.id = l.mention_id
JOIN persons p ON p.force_id = l.force_id AND p.id = l.person_id
WHERE l.undone_at IS NULL AND m.anonymous = 0;
CREATE TABLE linked_pairs (
    force_id TEXT NOT NULL,
    linking_id TEXT NOT NULL,
    nr BIGINT NOT NULL,
    cluster BIGINT NOT NULL,
    person_a TEXT NOT NULL,
    person_b TEXT NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (force_id, linking_id, nr),
    FOREIGN KEY (force_id, linking_id) REFERENCES linkings (force_id, id),
    FOREIGN KEY (force_id, person_a) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, person_b) REFERENCES persons (force_id, id),
    CHECK (person_a < person_b)
);
CREATE INDEX linked_pairs_of_cluster ON linked_pairs (force_id, linking_id, cluster, nr);
CREATE INDEX linked_pairs_of_two ON linked_pairs (force_id, linking_id, person_a, person_b);
CREATE TABLE linkings (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')),
    stage TEXT NOT NULL,
    share DOUBLE PRECISION NOT NULL,
    model_number BIGINT NOT NULL,
    model TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_by TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT,
    failure TEXT,
    persons BIGINT NOT NULL,
    records BIGINT NOT NULL,
    compared BIGINT NOT NULL,
    pairs BIGINT NOT NULL,
    clusters BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    CHECK ((state IN ('waiting', 'running')) = (ended_at IS NULL)),
    CHECK ((state IN ('failed', 'stopped')) = (failure IS NOT NULL))
);
CREATE UNIQUE INDEX linkings_one_at_a_time ON linkings (force_id) WHERE ended_at IS NULL;
CREATE TABLE markers (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'address', 'phone', 'vehicle')),
    subject_id TEXT NOT NULL,
    marker TEXT NOT NULL,
    title TEXT NOT NULL,
    high_risk BIGINT NOT NULL CHECK (high_risk IN (0, 1)),
    vulnerable BIGINT NOT NULL CHECK (vulnerable IN (0, 1)),
    warning BIGINT NOT NULL CHECK (warning IN (0, 1)),
    said TEXT NOT NULL,
    source TEXT NOT NULL,
    person_at TEXT,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    review_on TEXT NOT NULL,
    expires_on TEXT,
    removed_at BIGINT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, person_at) REFERENCES persons (force_id, id),
    CHECK (person_at IS NULL OR kind = 'address')
);
CREATE INDEX markers_about ON markers (force_id, person_at) WHERE removed_at IS NULL AND person_at IS NOT NULL;
CREATE INDEX markers_of_person ON markers (force_id, owner) WHERE owner < 'team:';
CREATE INDEX markers_of_subject ON markers (force_id, subject_id) WHERE removed_at IS NULL;
CREATE TABLE memberships (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, account_id) REFERENCES accounts (force_id, id),
    FOREIGN KEY (force_id, team_id) REFERENCES teams (force_id, id),
    CHECK (to_at IS NULL OR to_at >= from_at)
);
CREATE INDEX memberships_of_team ON memberships (force_id, team_id);
CREATE UNIQUE INDEX memberships_open ON memberships (force_id, account_id, team_id) WHERE to_at IS NULL;
CREATE TABLE mention_records (
    force_id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    mention_id TEXT NOT NULL,
    since_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, record_id, mention_id),
    FOREIGN KEY (force_id, record_id) REFERENCES people_records (force_id, id),
    FOREIGN KEY (force_id, mention_id) REFERENCES mentions (force_id, id)
);
CREATE INDEX mention_records_of_mention ON mention_records (force_id, mention_id, record_id);
CREATE VIEW mention_rows AS
SELECT mr.force_id, m.id, r.kind AS record_kind, r.id AS record_id, r.reference, m.role, m.given_name, m.family_name,
       m.other_names, m.date_of_birth, m.sex, m.phone, m.email, m.address, m.postcode, m.registration, m.description,
       m.anonymous, m.said_at, coalesce(a.display_name, '') AS said_by_name, m.address_id, m.phone_id, m.vehicle_id,
       l.person_id, p.visibility AS person_visibility, p.owner AS person_owner, m.said_in, r.visibility, r.owner
FROM mention_records mr
JOIN people_records r ON r.force_id = mr.force_id AND r.id = mr.record_id
JOIN mentions m ON m.force_id = mr.force_id AND m.id = mr.mention_id
LEFT JOIN accounts a ON a.force_id = m.force_id AND a.id = m.said_by
LEFT JOIN person_links l ON l.force_id = m.force_id AND l.mention_id = m.id AND l.undone_at IS NULL
LEFT JOIN persons p ON p.force_id = l.force_id AND p.id = l.person_id;
CREATE TABLE mentions (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    said_in TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('caller', 'victim', 'witness', 'third_party', 'professional', 'suspect',
                                       'offender', 'other')),
    given_name TEXT,
    family_name TEXT,
    other_names TEXT,
    date_of_birth TEXT,
    sex TEXT,
    phone TEXT,
    email TEXT,
    address TEXT,
    postcode TEXT,
    registration TEXT,
    description TEXT,
    anonymous BIGINT NOT NULL CHECK (anonymous IN (0, 1)),
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    said_at BIGINT NOT NULL,
    said_by TEXT NOT NULL,
    phone_id TEXT,
    address_id TEXT,
    vehicle_id TEXT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, said_in) REFERENCES people_records (force_id, id),
    FOREIGN KEY (force_id, phone_id) REFERENCES phones (force_id, id),
    FOREIGN KEY (force_id, address_id) REFERENCES addresses (force_id, id),
    FOREIGN KEY (force_id, vehicle_id) REFERENCES vehicles (force_id, id),
    CHECK ((latitude IS NULL) = (longitude IS NULL)),
    CHECK (anonymous = 0 OR (phone_id IS NULL AND address_id IS NULL AND vehicle_id IS NULL))
);
CREATE INDEX mentions_of_phone ON mentions (force_id, phone_id, said_at, id, address_id)
WHERE phone_id IS NOT NULL AND address_id IS NOT NULL;
CREATE TABLE never_links (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('protected_person', 'gender_recognition', 'relocated_victim')),
    person_id TEXT NOT NULL,
    other_id TEXT,
    since_at BIGINT,
    reason TEXT NOT NULL,
    review_on TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    removed_at BIGINT,
    removed_by TEXT,
    remove_reason TEXT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, other_id) REFERENCES persons (force_id, id),
    CHECK (person_id <> other_id),
    CHECK ((kind = 'relocated_victim') = (since_at IS NOT NULL)),
    CHECK ((removed_at IS NULL) = (remove_reason IS NULL))
);
CREATE INDEX never_links_from ON never_links (force_id, other_id) WHERE removed_at IS NULL AND other_id IS NOT NULL;
CREATE INDEX never_links_hiding ON never_links (force_id, person_id) WHERE removed_at IS NULL;
CREATE TABLE notices (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    addressee TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('warning', 'breach', 'escalation', 'task', 'message')),
    text TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    about_reference TEXT NOT NULL,
    at BIGINT NOT NULL,
    unseen BIGINT NOT NULL CHECK (unseen IN (0, 1)),
    seen_at BIGINT,
    seen_by TEXT, matter TEXT NOT NULL DEFAULT '', replaced_by TEXT, settled_at BIGINT,
    PRIMARY KEY (force_id, id),
    CHECK ((unseen = 1) = (seen_at IS NULL)),
    CHECK ((seen_at IS NULL) = (seen_by IS NULL))
);
CREATE INDEX notices_of_addressee ON notices (force_id, addressee, unseen, at, id);
CREATE INDEX notices_of_matter ON notices (force_id, matter) WHERE unseen = 1 AND matter <> '';
CREATE INDEX notices_of_record ON notices (force_id, about_id, at);
CREATE VIEW pairs_to_decide AS
SELECT q.force_id, q.id, q.person_a, a.given_name AS a_given, a.other_names AS a_other, a.family_name AS a_family,
       a.born AS a_born, q.person_b, b.given_name AS b_given, b.other_names AS b_other, b.family_name AS b_family,
       b.born AS b_born, q.state, q.probability, q.weight, q.model, q.found_at, q.postponed_until,
       q.postponed_because, q.version, q.why, a.visibility AS a_visibility, a.owner AS a_owner,
       b.visibility AS b_visibility, b.owner AS b_owner
FROM review_pairs q
JOIN persons a ON a.force_id = q.force_id AND a.id = q.person_a
JOIN persons b ON b.force_id = q.force_id AND b.id = q.person_b
WHERE q.state <> 'decided' AND a.off_at IS NULL AND b.off_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM never_links n WHERE n.force_id = q.force_id AND n.person_id = q.person_a
                                                AND n.removed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM never_links n WHERE n.force_id = q.force_id AND n.person_id = q.person_b
                                                AND n.removed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM person_groups g JOIN person_groups o ON o.force_id = g.force_id
                                                                    AND o.head_id = g.head_id
                  WHERE g.force_id = q.force_id AND g.person_id = q.person_a AND o.person_id = q.person_b);
CREATE TABLE people_imports (
    force_id TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    record_id TEXT NOT NULL,
    file TEXT NOT NULL,
    rows_done BIGINT NOT NULL,
    begun_at BIGINT NOT NULL,
    done_at BIGINT,
    PRIMARY KEY (force_id, sha256)
);
CREATE TABLE people_records (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    reference TEXT NOT NULL,
    chain_id TEXT NOT NULL,
    line TEXT NOT NULL,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    PRIMARY KEY (force_id, id)
);
CREATE INDEX people_records_of_person ON people_records (force_id, owner) WHERE owner < 'team:';
CREATE TABLE person_groups (
    force_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    head_id TEXT NOT NULL,
    PRIMARY KEY (force_id, person_id),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, head_id) REFERENCES persons (force_id, id)
);
CREATE INDEX person_groups_of_head ON person_groups (force_id, head_id, person_id);
CREATE TABLE person_links (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    mention_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    question TEXT,
    answer TEXT,
    reason TEXT,
    decided_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT,
    undo_reason TEXT, phone_id TEXT, profile BIGINT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, mention_id) REFERENCES mentions (force_id, id),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id),
    CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
);
CREATE UNIQUE INDEX person_links_in_force ON person_links (force_id, mention_id) WHERE undone_at IS NULL;
CREATE INDEX person_links_of_person ON person_links (force_id, person_id) WHERE undone_at IS NULL;
CREATE INDEX person_links_of_phone ON person_links (force_id, phone_id, decided_at, person_id)
WHERE undone_at IS NULL AND phone_id IS NOT NULL;
CREATE INDEX person_links_of_profile ON person_links (force_id, profile, mention_id)
WHERE undone_at IS NULL AND profile IS NOT NULL;
CREATE INDEX person_links_undone ON person_links (force_id, mention_id) WHERE undone_at IS NOT NULL;
CREATE TABLE person_names (
    force_id TEXT NOT NULL,
    name_key TEXT NOT NULL,
    written TEXT NOT NULL,
    person_id TEXT NOT NULL,
    nth BIGINT NOT NULL,
    born TEXT NOT NULL,
    PRIMARY KEY (force_id, name_key, written, person_id),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id)
);
CREATE INDEX person_names_born ON person_names (force_id, born, name_key, written, person_id);
CREATE INDEX person_names_of_person ON person_names (force_id, person_id);
CREATE TABLE person_profiles (
    force_id TEXT NOT NULL,
    profile BIGINT NOT NULL,
    person_id TEXT NOT NULL,
    name_kind TEXT NOT NULL CHECK (name_kind IN ('own', 'alias', 'former', 'married')),
    given_name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    family_name TEXT NOT NULL,
    full_name TEXT NOT NULL,
    name_from TEXT,
    name_until TEXT,
    born TEXT NOT NULL,
    sex TEXT NOT NULL,
    phone TEXT NOT NULL,
    email TEXT NOT NULL,
    address TEXT NOT NULL,
    locality TEXT NOT NULL,
    postcode TEXT NOT NULL,
    place TEXT NOT NULL,
    identifier TEXT NOT NULL,
    other TEXT NOT NULL,
    source_id TEXT NOT NULL,
    changed BIGINT NOT NULL,
    off_at BIGINT,
    PRIMARY KEY (force_id, profile),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id)
);
CREATE INDEX person_profiles_changed ON person_profiles (force_id, changed, profile);
CREATE INDEX person_profiles_of_person ON person_profiles (force_id, person_id, profile);
CREATE TABLE persons (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    given_name TEXT,
    other_names TEXT,
    family_name TEXT,
    sex TEXT,
    born TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    off_at BIGINT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id)
);
CREATE INDEX persons_of_person ON persons (force_id, owner) WHERE owner < 'team:';
CREATE TABLE phones (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, number)
);
CREATE TABLE policies (
    force_id TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'withdrawn')),
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    activated_by TEXT,
    activated_at BIGINT,
    effective_from BIGINT,
    withdrawn_by TEXT,
    withdrawn_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, name),
    FOREIGN KEY (force_id, proposed_by) REFERENCES accounts (force_id, id),
    CHECK (state <> 'active' OR (activated_by IS NOT NULL AND activated_at IS NOT NULL AND effective_from IS NOT NULL))
);
CREATE INDEX policies_active ON policies (force_id, effective_from, activated_at) WHERE state = 'active';
CREATE VIEW promise_rows AS
SELECT m.force_id, m.id, m.rule, m.title, m.about_kind, m.about_id, m.about_reference, m.starts_at, m.due_at, m.met_at,
       m.ended_at, m.paused_at, m.left_ms, m.pause_reason, m.pause_reasons, m.policy_version, m.visibility, m.owner,
       coalesce(t.name, p.display_name, '') AS owner_name, m.version, m.told, m.working_days
FROM promises m
LEFT JOIN teams t ON t.force_id = m.force_id AND t.id = substr(m.owner, 6)
LEFT JOIN accounts p ON p.force_id = m.force_id AND p.id = substr(m.owner, 8);
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
    version BIGINT NOT NULL, settle_at BIGINT,
    PRIMARY KEY (force_id, id),
    CHECK ((limit_s IS NULL) <> (working_days IS NULL)),
    CHECK ((working_days IS NULL) = (calendar IS NULL)),
    CHECK ((paused_at IS NULL) = (left_ms IS NULL)),
    CHECK ((paused_at IS NULL) = (due_at IS NOT NULL)),
    CHECK (next_at IS NULL OR (due_at IS NOT NULL AND met_at IS NULL AND ended_at IS NULL))
);
CREATE INDEX promises_calendar ON promises (force_id, calendar)
    WHERE met_at IS NULL AND ended_at IS NULL AND due_at IS NOT NULL AND calendar IS NOT NULL;
CREATE INDEX promises_due ON promises (force_id, due_at, id)
    WHERE met_at IS NULL AND ended_at IS NULL AND due_at IS NOT NULL;
CREATE INDEX promises_next ON promises (force_id, next_at, id) WHERE next_at IS NOT NULL;
CREATE INDEX promises_of_owner ON promises (force_id, owner, due_at, id) WHERE met_at IS NULL AND ended_at IS NULL;
CREATE INDEX promises_of_record ON promises (force_id, about_id);
CREATE UNIQUE INDEX promises_open ON promises (force_id, about_id, rule) WHERE met_at IS NULL AND ended_at IS NULL;
CREATE INDEX promises_to_settle ON promises (force_id, settle_at, id) WHERE settle_at IS NOT NULL;
CREATE TABLE published_crimes (
    force_id TEXT NOT NULL,
    file_id BIGINT NOT NULL,
    row_no BIGINT NOT NULL,
    from_vintage BIGINT NOT NULL,
    to_vintage BIGINT,
    digest_a BIGINT NOT NULL,
    digest_b BIGINT NOT NULL,
    crime_key BIGINT,
    crime_kind TEXT,
    outcome_kind TEXT,
    ward_code TEXT,
    borough_code TEXT,
    force_code TEXT,
    crime_id TEXT,
    month TEXT NOT NULL,
    reported_by TEXT,
    falls_within TEXT,
    longitude DOUBLE PRECISION,
    latitude DOUBLE PRECISION,
    location TEXT,
    lsoa_code TEXT,
    lsoa_name TEXT,
    crime_type TEXT,
    last_outcome TEXT,
    context TEXT,
    PRIMARY KEY (force_id, file_id, row_no)
);
CREATE INDEX published_crimes_counted ON published_crimes (force_id, file_id, crime_kind, outcome_kind, borough_code,
                                                           ward_code, from_vintage, to_vintage);
CREATE TABLE published_files (
    force_id TEXT NOT NULL,
    file_id BIGINT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('street', 'outcomes', 'stop_and_search')),
    month TEXT NOT NULL,
    publisher TEXT NOT NULL,
    subset TEXT NOT NULL,
    -- 0: no vintage is complete yet.
    vintage BIGINT NOT NULL,
    -- The import that is writing the next vintage. Its rows count only once vintage is raised.
    writer TEXT,
    next_row BIGINT NOT NULL,
    PRIMARY KEY (force_id, file_id)
);
CREATE UNIQUE INDEX published_files_key ON published_files (force_id, kind, month, publisher, subset);
CREATE TABLE published_outcomes (
    force_id TEXT NOT NULL,
    file_id BIGINT NOT NULL,
    row_no BIGINT NOT NULL,
    from_vintage BIGINT NOT NULL,
    to_vintage BIGINT,
    digest_a BIGINT NOT NULL,
    digest_b BIGINT NOT NULL,
    crime_key BIGINT,
    outcome_kind TEXT,
    ward_code TEXT,
    borough_code TEXT,
    force_code TEXT,
    crime_id TEXT,
    month TEXT NOT NULL,
    reported_by TEXT,
    falls_within TEXT,
    longitude DOUBLE PRECISION,
    latitude DOUBLE PRECISION,
    location TEXT,
    lsoa_code TEXT,
    lsoa_name TEXT,
    outcome TEXT,
    PRIMARY KEY (force_id, file_id, row_no)
);
CREATE INDEX published_outcomes_counted ON published_outcomes (force_id, file_id, outcome_kind, borough_code, ward_code,
                                                               crime_key, row_no, from_vintage, to_vintage);
CREATE TABLE published_stops (
    force_id TEXT NOT NULL,
    file_id BIGINT NOT NULL,
    row_no BIGINT NOT NULL,
    from_vintage BIGINT NOT NULL,
    to_vintage BIGINT,
    digest_a BIGINT NOT NULL,
    digest_b BIGINT NOT NULL,
    month TEXT NOT NULL,
    outcome_kind TEXT,
    ward_code TEXT,
    borough_code TEXT,
    force_code TEXT,
    search_type TEXT,
    searched_at BIGINT NOT NULL,
    operation_part TEXT,
    operation TEXT,
    latitude DOUBLE PRECISION,
    longitude DOUBLE PRECISION,
    gender TEXT,
    age_range TEXT,
    self_defined_ethnicity TEXT,
    officer_defined_ethnicity TEXT,
    legislation TEXT,
    object_of_search TEXT,
    outcome TEXT,
    outcome_linked TEXT,
    outer_clothing_removed TEXT,
    PRIMARY KEY (force_id, file_id, row_no)
);
CREATE TABLE published_vintages (
    force_id TEXT NOT NULL,
    file_id BIGINT NOT NULL,
    vintage BIGINT NOT NULL,
    file_name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    bytes BIGINT NOT NULL,
    rows_in BIGINT NOT NULL,
    rows_kept BIGINT NOT NULL,
    root TEXT NOT NULL,
    position BIGINT NOT NULL,
    seq BIGINT NOT NULL,
    imported_at BIGINT NOT NULL,
    -- Refusals and traps counted while reading, as JSON: shown again when the same bytes are offered again.
    findings TEXT NOT NULL,
    PRIMARY KEY (force_id, file_id, vintage)
);
CREATE TABLE review_pairs (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_a TEXT NOT NULL,
    person_b TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'postponed', 'decided')),
    probability DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    model TEXT NOT NULL,
    why TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    postponed_until TEXT,
    postponed_because TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, person_a) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, person_b) REFERENCES persons (force_id, id),
    CHECK (person_a < person_b),
    CHECK ((state = 'postponed') = (postponed_until IS NOT NULL))
);
CREATE INDEX review_pairs_of_second ON review_pairs (force_id, person_b);
CREATE UNIQUE INDEX review_pairs_once ON review_pairs (force_id, person_a, person_b);
CREATE INDEX review_pairs_surest ON review_pairs (force_id, probability DESC, id DESC) WHERE state <> 'decided';
CREATE TABLE review_progress (
    force_id TEXT NOT NULL,
    changed BIGINT NOT NULL,
    profile BIGINT NOT NULL,
    PRIMARY KEY (force_id)
);
CREATE TABLE role_grants (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    role TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, account_id) REFERENCES accounts (force_id, id),
    CHECK (to_at IS NULL OR to_at >= from_at)
);
CREATE INDEX role_grants_of_account ON role_grants (force_id, account_id);
CREATE INDEX role_grants_of_role ON role_grants (force_id, role);
CREATE TABLE schema_migrations (
    number BIGINT PRIMARY KEY NOT NULL,
    name TEXT NOT NULL,
    checksum TEXT NOT NULL
);
CREATE TABLE sessions (
    force_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    idle_limit_ms BIGINT,
    locked_at BIGINT,
    ended_at BIGINT,
    peer TEXT NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (force_id, token_hash),
    UNIQUE (force_id, id),
    FOREIGN KEY (force_id, account_id) REFERENCES accounts (force_id, id)
);
CREATE INDEX sessions_by_end ON sessions (force_id, expires_at);
CREATE INDEX sessions_of_account ON sessions (force_id, account_id) WHERE ended_at IS NULL;
CREATE TABLE street_points (
    force_id TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    lsoa_code TEXT NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (force_id, folded_name, lsoa_code, latitude, longitude)
);
CREATE VIEW task_rows AS
SELECT k.force_id, k.id, k.kind, k.title, k.about_kind, k.about_id, k.about_reference, k.raised_at,
       coalesce(r.display_name, '') AS raised_by_name, k.due_at, k.done_at, d.display_name AS done_by_name, k.outcome,
       k.visibility, k.owner, coalesce(t.name, p.display_name, '') AS owner_name, k.version
FROM tasks k
LEFT JOIN accounts r ON r.force_id = k.force_id AND r.id = k.raised_by
LEFT JOIN accounts d ON d.force_id = k.force_id AND d.id = k.done_by
LEFT JOIN teams t ON t.force_id = k.force_id AND t.id = substr(k.owner, 6)
LEFT JOIN accounts p ON p.force_id = k.force_id AND p.id = substr(k.owner, 8);
CREATE TABLE tasks (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    about_reference TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    raised_by TEXT NOT NULL,
    due_at BIGINT,
    done_at BIGINT,
    done_by TEXT,
    outcome TEXT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    CHECK ((done_at IS NULL) = (outcome IS NULL)),
    CHECK ((done_at IS NULL) = (done_by IS NULL))
);
CREATE INDEX tasks_of_owner ON tasks (force_id, owner, (coalesce(due_at, 9223372036854775807)), id)
    WHERE done_at IS NULL;
CREATE INDEX tasks_of_record ON tasks (force_id, about_id);
CREATE INDEX tasks_open ON tasks (force_id, (coalesce(due_at, 9223372036854775807)), id) WHERE done_at IS NULL;
CREATE TABLE teams (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, folded_name),
    FOREIGN KEY (force_id) REFERENCES forces (force_id)
);
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
CREATE VIEW used_with AS
SELECT i.force_id, i.subject_id, i.involved_at, i.mention_id, l.person_id, r.chain_id, r.visibility, r.owner
FROM involvements i
JOIN person_links l ON l.force_id = i.force_id AND l.mention_id = i.mention_id AND l.undone_at IS NULL
JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
WHERE NOT EXISTS (SELECT 1 FROM never_links n
                  WHERE n.force_id = l.force_id AND n.person_id = l.person_id AND n.removed_at IS NULL);
CREATE TABLE vehicles (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    registration TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, registration)
);
