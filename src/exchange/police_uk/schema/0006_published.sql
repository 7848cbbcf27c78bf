-- What data.police.uk published, row by row, as published. Never mixed with crimes this force recorded itself.
-- A file is a month of one publisher and kind. Publishing it again makes its next vintage; vintages count from 1.
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

-- Each completed vintage of a file, with the journal act that tells of it.
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

-- The rows. One belongs to vintage v of its file when from_vintage <= v and (to_vintage IS NULL or to_vintage > v); it
-- is current when that holds for the file's vintage. Blank cells are NULL; positions are numbers of six decimals.
-- digest_a, digest_b: 128 bits of BLAKE2b over the published columns (see row.hpp). crime_key: 64 bits of BLAKE2b of
-- the Crime ID, which tell rows of one crime together without comparing 64 letters. crime_kind, outcome_kind: one word
-- for all labels in use over time.
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
-- Holds all that a tally of crimes asks of a row, so that counting a month reads a tenth of its bytes.
CREATE INDEX published_crimes_counted ON published_crimes (force_id, file_id, crime_kind, outcome_kind, borough_code,
                                                           ward_code, from_vintage, to_vintage);

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
-- Holds all that a tally of outcomes asks of a row.
CREATE INDEX published_outcomes_counted ON published_outcomes (force_id, file_id, outcome_kind, borough_code, ward_code,
                                                               crime_key, row_no, from_vintage, to_vintage);

-- month: of searched_at in Europe/London. Areas: those that hold the position.
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
