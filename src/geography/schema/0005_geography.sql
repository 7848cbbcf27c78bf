-- Areas with dates, what they are parts of, who lives there, addresses and street points. See
-- src/geography/geography.hpp. Dates are local days as text ("2025-05-01"), which sort as they should.

-- The newest file loaded into each layer; its fingerprint lets a start skip what is already there.
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

-- valid_to is the first day on which the area is no longer true. geometry is GeoJSON; an area may be known by name
-- only.
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

-- What each area is a part of, at every level above it: lsoa to ward, borough, csp and force in one step, so that a
-- figure needs one join.
CREATE TABLE area_lookups (
    force_id TEXT NOT NULL,
    from_layer TEXT NOT NULL,
    from_code TEXT NOT NULL,
    to_layer TEXT NOT NULL,
    to_code TEXT NOT NULL,
    PRIMARY KEY (force_id, from_layer, from_code, to_layer)
);
-- Not covering on purpose: SQLite would scan it whole rather than seek by the primary key.
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

-- Addresses by property reference (UPRN or the force's own).
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
CREATE INDEX gazetteer_by_postcode ON gazetteer (force_id, postcode);
CREATE INDEX gazetteer_by_latitude ON gazetteer (force_id, latitude, longitude);

-- The folded words of each address.
CREATE TABLE gazetteer_words (
    force_id TEXT NOT NULL,
    word TEXT NOT NULL,
    reference TEXT NOT NULL,
    PRIMARY KEY (force_id, word, reference)
);
CREATE INDEX gazetteer_words_of ON gazetteer_words (force_id, reference);

-- Each map point at which published crimes name a street; a street's position is the mean of its points.
CREATE TABLE street_points (
    force_id TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    lsoa_code TEXT NOT NULL,
    latitude DOUBLE PRECISION NOT NULL,
    longitude DOUBLE PRECISION NOT NULL,
    name TEXT NOT NULL,
    PRIMARY KEY (force_id, folded_name, lsoa_code, latitude, longitude)
);
