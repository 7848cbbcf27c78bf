-- People: what was said of whom, which of the register that is, and what is known of it (people.hpp).

-- A record of some desk, as far as people are named in it. Who may see it decides who sees what follows from it.
-- `chain_id` is the record that a chain contact → incident → crime began with: the chain counts once.
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

-- Ids of phones, addresses and vehicles are made from what they are (subject_named), so the same number is the same row
-- without asking first.
CREATE TABLE phones (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    number TEXT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, number)
);

-- Flat 2 and Flat 3 are two addresses. `folded` is the rest without flat and postcode.
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

-- The folded address from each of its words on (nth 0 is the whole), so that its street finds it as its number does.
CREATE TABLE address_keys (
    force_id TEXT NOT NULL,
    address_key TEXT NOT NULL,
    nth BIGINT NOT NULL,
    flat TEXT NOT NULL,
    address_id TEXT NOT NULL,
    PRIMARY KEY (force_id, address_key, nth, flat, address_id),
    FOREIGN KEY (force_id, address_id) REFERENCES addresses (force_id, id)
);

CREATE TABLE vehicles (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    registration TEXT NOT NULL,
    title TEXT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, registration)
);

-- What was said, never altered. An anonymous one leads nowhere.
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

-- The records a mention belongs to: where it was said, and those it was carried to.
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

-- born is ISO, '' when nobody knows. off_at: nothing leads to this person any more (an undone link made him).
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

-- A person's names in each order that somebody may begin with (nth 0 is given, then family name): folded, and as
-- written.
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

-- Decisions which person a mention is. An undone one stays; at most one of a mention is in force.
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
    undo_reason TEXT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, mention_id) REFERENCES mentions (force_id, id),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id),
    CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
);
CREATE UNIQUE INDEX person_links_in_force ON person_links (force_id, mention_id) WHERE undone_at IS NULL;
CREATE INDEX person_links_of_person ON person_links (force_id, person_id) WHERE undone_at IS NULL;

-- mention_id is '' where a desk wrote it of its own.
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
CREATE INDEX markers_of_subject ON markers (force_id, subject_id) WHERE removed_at IS NULL;
CREATE INDEX markers_about ON markers (force_id, person_at) WHERE removed_at IS NULL AND person_at IS NOT NULL;
CREATE INDEX markers_of_person ON markers (force_id, owner) WHERE owner < 'team:';

-- A mention as it is read in one of its records, with the link in force.
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

-- Who was named together with a number, an address or a vehicle (a subject), in which records.
CREATE VIEW used_with AS
SELECT i.force_id, i.subject_id, i.involved_at, i.mention_id, l.person_id, r.chain_id, r.visibility, r.owner
FROM involvements i
JOIN person_links l ON l.force_id = i.force_id AND l.mention_id = i.mention_id AND l.undone_at IS NULL
JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id;
