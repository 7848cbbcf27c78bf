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
CREATE INDEX incidents_board ON incidents (force_id, status, opened_at, id);
CREATE INDEX incidents_graded ON incidents (force_id, status, grade, opened_at, id) WHERE grade IS NOT NULL;
CREATE INDEX incidents_of_person ON incidents (force_id, owner) WHERE owner < 'team:';
CREATE UNIQUE INDEX incidents_reference ON incidents (force_id, opened_on, number);
CREATE UNIQUE INDEX incidents_source ON incidents (force_id, source, source_id) WHERE source IS NOT NULL;
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
