-- Profiles: what the register knows of a person, each as one row that can be compared with what a caller says. The
-- memory copy by which persons are recognised (recognition.hpp) holds these rows and nothing else.

-- A link in force says one profile: what was said in its mention, and of name, birth and sex what the register knows
-- where nothing was said.
ALTER TABLE person_links ADD COLUMN profile BIGINT;
CREATE INDEX person_links_of_profile ON person_links (force_id, profile, mention_id)
WHERE undone_at IS NULL AND profile IS NOT NULL;

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

-- name_kind is 'own' for what was said in mentions; the others are names that somebody recorded, with dates.
-- `changed` grows with every change of the row or of who may see it, under the lane: "after c" is complete. A row taken
-- off stays, so that the copies see it go. A profile is seen by whoever sees the person and a record in which it was
-- said.
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

INSERT INTO person_profiles (force_id, profile, person_id, name_kind, given_name, other_names, family_name, full_name,
                             born, sex, phone, email, address, locality, postcode, place, identifier, other, source_id,
                             changed)
SELECT force_id, row_number() OVER (PARTITION BY force_id ORDER BY person_id, first_mention), person_id,
       'own', given_name, other_names, family_name, '', born, sex, phone, email, address, '', postcode, '', '', '', '',
       row_number() OVER (PARTITION BY force_id ORDER BY person_id, first_mention)
FROM (SELECT force_id, person_id, given_name, other_names, family_name, born, sex, phone, email, address, postcode,
             min(mention_id) AS first_mention
      FROM link_says
      GROUP BY force_id, person_id, given_name, other_names, family_name, born, sex, phone, email, address,
               postcode) said;

UPDATE person_links
SET profile = (SELECT f.profile FROM link_says s
               JOIN person_profiles f ON f.force_id = s.force_id AND f.person_id = s.person_id
                 AND f.given_name = s.given_name AND f.other_names = s.other_names
                 AND f.family_name = s.family_name AND f.born = s.born AND f.sex = s.sex AND f.phone = s.phone
                 AND f.email = s.email AND f.address = s.address AND f.postcode = s.postcode
               WHERE s.force_id = person_links.force_id AND s.mention_id = person_links.mention_id)
WHERE undone_at IS NULL;

INSERT INTO lane_registers (force_id, name, number, text)
SELECT force_id, 'profiles', max(profile), '' FROM person_profiles GROUP BY force_id;

-- What was learned from a force's own register; the highest number is in force, the standard model where there is none.
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

-- A file of persons on its way in: rows_done of it are here, in the order of the file.
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
