-- name: same_profile
-- clearance: part of a decision that somebody makes on a mention and a person he may see
-- the profile that says what this mention's link says, also one taken off
SELECT f.profile
FROM link_says s
JOIN person_profiles f ON f.force_id = s.force_id AND f.person_id = s.person_id
WHERE s.force_id = $1 AND s.mention_id = $2 AND f.name_kind = 'own' AND f.full_name = '' AND f.source_id = ''
  AND f.given_name = s.given_name AND f.other_names = s.other_names AND f.family_name = s.family_name
  AND f.born = s.born AND f.sex = s.sex AND f.phone = s.phone AND f.email = s.email AND f.address = s.address
  AND f.postcode = s.postcode AND f.locality = '' AND f.place = '' AND f.identifier = '' AND f.other = ''
ORDER BY f.profile
LIMIT 1

-- name: profile_from_link
INSERT INTO person_profiles (force_id, profile, person_id, name_kind, given_name, other_names, family_name, full_name,
                             born, sex, phone, email, address, locality, postcode, place, identifier, other, source_id,
                             changed)
SELECT force_id, $3, person_id, 'own', given_name, other_names, family_name, '', born, sex, phone, email, address, '',
       postcode, '', '', '', '', $3
FROM link_says
WHERE force_id = $1 AND mention_id = $2

-- name: profile_again
UPDATE person_profiles SET changed = $3, off_at = NULL WHERE force_id = $1 AND profile = $2

-- name: link_profile
UPDATE person_links SET profile = $3 WHERE force_id = $1 AND mention_id = $2 AND undone_at IS NULL

-- name: profile_of_link
SELECT profile FROM person_links WHERE force_id = $1 AND mention_id = $2 AND undone_at IS NULL AND profile IS NOT NULL

-- name: profile_unsaid
-- one that no link says any more is off the register
UPDATE person_profiles
SET changed = $3,
    off_at = CASE WHEN EXISTS (SELECT 1 FROM person_links l
                               WHERE l.force_id = person_profiles.force_id AND l.profile = person_profiles.profile
                                 AND l.undone_at IS NULL)
                  THEN NULL ELSE $4 END
WHERE force_id = $1 AND profile = $2

-- name: profiles_off
UPDATE person_profiles SET changed = $3, off_at = $4 WHERE force_id = $1 AND person_id = $2 AND off_at IS NULL

-- name: touch_profiles_of_record
-- clearance: who may see these is another now; the copies read it again
UPDATE person_profiles SET changed = $3
WHERE force_id = $1
  AND person_id IN (SELECT l.person_id FROM mention_records mr
                    JOIN person_links l ON l.force_id = mr.force_id AND l.mention_id = mr.mention_id
                    WHERE mr.force_id = $1 AND mr.record_id = $2 AND l.undone_at IS NULL)

-- name: touch_profiles_owned
-- clearance: who may see these is another now; the copies read it again
-- CROSS JOIN is SQLite's word for an order of reading: otherwise it reads every mention of the force
UPDATE person_profiles SET changed = $3
WHERE force_id = $1
  AND person_id IN (SELECT p.id FROM persons p WHERE p.force_id = $1 AND p.owner = $2 AND p.owner < 'team:'
                    UNION ALL
                    SELECT l.person_id FROM people_records r
                    CROSS JOIN mention_records mr
                    JOIN person_links l ON l.force_id = mr.force_id AND l.mention_id = mr.mention_id
                    WHERE r.force_id = $1 AND r.owner = $2 AND r.owner < 'team:' AND l.undone_at IS NULL
                      AND mr.force_id = r.force_id AND mr.record_id = r.id)

-- name: touch_profiles_of_person
UPDATE person_profiles SET changed = $3 WHERE force_id = $1 AND person_id = $2 AND off_at IS NULL

-- name: insert_profile
INSERT INTO person_profiles (force_id, profile, person_id, name_kind, given_name, other_names, family_name, full_name,
                             name_from, name_until, born, sex, phone, email, address, locality, postcode, place,
                             identifier, other, source_id, changed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $2)

-- name: names_of
-- clearance: of a person whom the reader sees: find_person has asked
SELECT profile, name_kind, given_name, other_names, family_name, name_from, name_until
FROM person_profiles
WHERE force_id = $1 AND person_id = $2 AND name_kind <> 'own' AND off_at IS NULL
ORDER BY profile

-- name: end_name
UPDATE person_profiles SET changed = $3, name_until = $4, off_at = $5 WHERE force_id = $1 AND profile = $2

-- name: person_changed
UPDATE persons SET version = version + 1 WHERE force_id = $1 AND id = $2
