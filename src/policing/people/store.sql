-- name: know_record
-- a chain begins with its first record; one that is known keeps its chain and, unless another is given, its line
INSERT INTO people_records (force_id, id, kind, reference, chain_id, line, visibility, owner)
VALUES ($1, $2, $3, $4, $2, $5, $6, $7)
ON CONFLICT (force_id, id) DO UPDATE
SET visibility = excluded.visibility, owner = excluded.owner, reference = excluded.reference,
    line = CASE WHEN excluded.line = '' THEN people_records.line ELSE excluded.line END

-- name: know_carried
-- clearance: writes beside the caller's own change of a record that he holds
INSERT INTO people_records (force_id, id, kind, reference, chain_id, line, visibility, owner)
SELECT $1, $2, $3, $4, coalesce((SELECT f.chain_id FROM people_records f WHERE f.force_id = $1 AND f.id = $8), $2),
       $5, $6, $7
WHERE 1 = 1
ON CONFLICT (force_id, id) DO UPDATE
SET visibility = excluded.visibility, owner = excluded.owner, reference = excluded.reference,
    line = CASE WHEN excluded.line = '' THEN people_records.line ELSE excluded.line END

-- name: follow_record
UPDATE people_records SET visibility = $3, owner = $4 WHERE force_id = $1 AND id = $2

-- name: links_of_record
-- clearance: of a record that is narrowed, to narrow what leads to it; links that were undone, too
-- each half by an index of its own; CROSS JOIN is SQLite's word for an order of reading
SELECT l.person_id, l.mention_id FROM mention_records mr
CROSS JOIN person_links l
WHERE mr.force_id = $1 AND mr.record_id = $2 AND l.force_id = mr.force_id AND l.mention_id = mr.mention_id
  AND l.undone_at IS NULL
UNION ALL
SELECT l.person_id, l.mention_id FROM mention_records mr
CROSS JOIN person_links l
WHERE mr.force_id = $1 AND mr.record_id = $2 AND l.force_id = mr.force_id AND l.mention_id = mr.mention_id
  AND l.undone_at IS NOT NULL

-- name: narrow_person
-- one whom no record that more may see leads to
UPDATE persons SET visibility = $3, version = version + 1
WHERE force_id = $1 AND id = $2 AND visibility < $3
  AND NOT EXISTS (SELECT 1 FROM involvements i
                  JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
                  WHERE i.force_id = persons.force_id AND i.subject_id = persons.id AND r.visibility < $3)

-- name: is_narrow
-- clearance: whether it is to be narrowed, and shown to nobody
SELECT 1 FROM persons WHERE force_id = $1 AND id = $2 AND visibility >= $3

-- name: insert_phone
INSERT INTO phones (force_id, id, number) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING

-- name: insert_address
INSERT INTO addresses (force_id, id, title, flat, folded, postcode) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING

-- name: insert_address_key
INSERT INTO address_keys (force_id, address_key, nth, flat, address_id) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT DO NOTHING

-- name: insert_vehicle
INSERT INTO vehicles (force_id, id, registration, title) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING

-- name: insert_mention
INSERT INTO mentions (force_id, id, said_in, role, given_name, family_name, other_names, date_of_birth, sex, phone,
                      email, address, postcode, registration, description, anonymous, latitude, longitude, said_at,
                      said_by, phone_id, address_id, vehicle_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)

-- name: insert_mention_record
INSERT INTO mention_records (force_id, record_id, mention_id, since_at) VALUES ($1, $2, $3, $4)

-- name: insert_involvement
INSERT INTO involvements (force_id, subject_id, record_id, role, mention_id, kind, involved_at)
VALUES ($1, $2, $3, $4, $5, $6, $7)
ON CONFLICT DO NOTHING

-- name: carry_mentions
INSERT INTO mention_records (force_id, record_id, mention_id, since_at)
SELECT force_id, $3, mention_id, $4 FROM mention_records WHERE force_id = $1 AND record_id = $2
ON CONFLICT DO NOTHING

-- name: carry_involvements
-- CROSS JOIN is SQLite's word for an order of reading: otherwise it reads every involvement of the force
INSERT INTO involvements (force_id, subject_id, record_id, role, mention_id, kind, involved_at)
SELECT i.force_id, i.subject_id, $3, i.role, i.mention_id, i.kind, $4
FROM mention_records mr
CROSS JOIN involvements i
WHERE mr.force_id = $1 AND mr.record_id = $2
  AND i.force_id = mr.force_id AND i.mention_id = mr.mention_id AND i.record_id = mr.record_id
ON CONFLICT DO NOTHING

-- name: mentions_of_record
-- $3 and $4 clearance; who the reader may not see is not named
SELECT id, record_kind, record_id, reference, role, given_name, family_name, other_names, date_of_birth, sex, phone,
       email, address, postcode, registration, description, anonymous, said_at, said_by_name, address_id, phone_id,
       vehicle_id,
       CASE WHEN person_visibility <= $3 OR replace($4, ',' || person_owner || ',', '') <> $4 THEN person_id END,
       CASE WHEN person_id IS NULL THEN 0 ELSE 1 END, visibility, owner
FROM mention_rows
WHERE force_id = $1 AND record_id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)
ORDER BY said_at, id

-- name: one_mention
-- in the record it was said in, if the reader may see that one, else in another
SELECT id, record_kind, record_id, reference, role, given_name, family_name, other_names, date_of_birth, sex, phone,
       email, address, postcode, registration, description, anonymous, said_at, said_by_name, address_id, phone_id,
       vehicle_id,
       CASE WHEN person_visibility <= $3 OR replace($4, ',' || person_owner || ',', '') <> $4 THEN person_id END,
       CASE WHEN person_id IS NULL THEN 0 ELSE 1 END, visibility, owner
FROM mention_rows
WHERE force_id = $1 AND id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)
ORDER BY CASE WHEN record_id = said_in THEN 0 ELSE 1 END, record_id
LIMIT 1

-- name: one_person
SELECT id, given_name, other_names, family_name, born, sex, visibility, owner, version FROM persons
WHERE force_id = $1 AND id = $2 AND off_at IS NULL
  AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)

-- name: insert_person
INSERT INTO persons (force_id, id, given_name, other_names, family_name, sex, born, made_at, visibility, owner, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)

-- name: insert_person_name
INSERT INTO person_names (force_id, name_key, written, person_id, nth, born) VALUES ($1, $2, $3, $4, $5, $6)

-- name: insert_link
INSERT INTO person_links (force_id, id, mention_id, person_id, question, answer, reason, decided_at, decided_by,
                          phone_id)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)

-- name: involve_person
-- a mention's person, in every record that the mention belongs to
INSERT INTO involvements (force_id, subject_id, record_id, role, mention_id, kind, involved_at)
SELECT m.force_id, $3, mr.record_id, m.role, m.id, 'person', mr.since_at
FROM mentions m
JOIN mention_records mr ON mr.force_id = m.force_id AND mr.mention_id = m.id
WHERE m.force_id = $1 AND m.id = $2
ON CONFLICT DO NOTHING

-- name: undo_link_of
UPDATE person_links SET undone_at = $3, undone_by = $4, undo_reason = $5
WHERE force_id = $1 AND mention_id = $2 AND undone_at IS NULL

-- name: take_back_involvements
DELETE FROM involvements WHERE force_id = $1 AND mention_id = $2 AND kind = 'person'

-- name: what_leads_to
-- clearance: counts, to know whether a person made for an undone link is needed for anything else
SELECT (SELECT count(*) FROM person_links WHERE force_id = $1 AND person_id = $2 AND undone_at IS NULL)
     + (SELECT count(*) FROM involvements WHERE force_id = $1 AND subject_id = $2)
     + (SELECT count(*) FROM markers WHERE force_id = $1 AND subject_id = $2 AND removed_at IS NULL)
     + (SELECT count(*) FROM markers WHERE force_id = $1 AND person_at = $2 AND removed_at IS NULL
                                       AND person_at IS NOT NULL)

-- name: take_person_off
UPDATE persons SET off_at = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: delete_person_names
DELETE FROM person_names WHERE force_id = $1 AND person_id = $2

-- name: known_record
-- clearance: the desk that asks holds the record
SELECT visibility, owner FROM people_records WHERE force_id = $1 AND id = $2

-- name: subject_seen
-- $5 is the kind; visibility of what is marked. A number, an address or a vehicle is seen through a record in which it
-- was named: its own visibility is the widest of theirs.
SELECT visibility FROM persons
WHERE force_id = $1 AND id = $2 AND $5 = 'person' AND off_at IS NULL
  AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)
UNION ALL
SELECT * FROM (
    SELECT r.visibility FROM involvements i
    JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
    WHERE i.force_id = $1 AND i.subject_id = $2 AND i.kind = $5 AND $5 <> 'person'
      AND (r.visibility <= $3 OR replace($4, ',' || r.owner || ',', '') <> $4)
    ORDER BY r.visibility LIMIT 1) widest

-- name: insert_marker
INSERT INTO markers (force_id, id, kind, subject_id, marker, title, high_risk, vulnerable, warning, said, source,
                     person_at, set_at, set_by, review_on, expires_on, visibility, owner, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 1)

-- name: one_marker
SELECT k.id, k.kind, k.subject_id, k.marker, k.title, k.high_risk, k.vulnerable, k.warning, k.said, k.source,
       k.person_at, k.set_at, coalesce(a.display_name, ''), k.review_on, k.expires_on, k.removed_at, k.visibility,
       k.version, k.owner
FROM markers k
LEFT JOIN accounts a ON a.force_id = k.force_id AND a.id = k.set_by
WHERE k.force_id = $1 AND k.id = $2 AND (k.visibility <= $3 OR replace($4, ',' || k.owner || ',', '') <> $4)

-- name: change_marker
UPDATE markers SET removed_at = $3, review_on = $4, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: markers_of
-- $5 today: of a subject, and of addresses where they are about this person
SELECT k.id, k.kind, k.subject_id, k.marker, k.title, k.high_risk, k.vulnerable, k.warning, k.said, k.source,
       k.person_at, k.set_at, coalesce(a.display_name, ''), k.review_on, k.expires_on, k.removed_at, k.visibility,
       k.version, k.owner
FROM (SELECT * FROM markers WHERE force_id = $1 AND subject_id = $2 AND removed_at IS NULL
      UNION ALL
      SELECT * FROM markers WHERE force_id = $1 AND person_at = $2 AND removed_at IS NULL
                              AND person_at IS NOT NULL) k
LEFT JOIN accounts a ON a.force_id = k.force_id AND a.id = k.set_by
WHERE (k.visibility <= $3 OR replace($4, ',' || k.owner || ',', '') <> $4)
  AND coalesce(k.expires_on, '9') >= $5
  AND NOT EXISTS (SELECT 1 FROM never_links n
                  WHERE n.force_id = k.force_id AND n.person_id = k.person_at AND n.removed_at IS NULL
                    AND (k.subject_id = $2 OR n.since_at <= k.set_at)
                    AND n.visibility > $3 AND replace($4, ',' || n.owner || ',', '') = $4)
ORDER BY k.set_at DESC, k.id

-- name: subjects_behind
-- clearance: help is sent whoever takes the call; what of it is shown is the caller's of this
-- the number itself, and the persons and addresses named with it, the newest 200 of each
SELECT $2 AS subject_id
UNION
SELECT * FROM (SELECT person_id FROM person_links
               WHERE force_id = $1 AND phone_id = $2 AND undone_at IS NULL
               ORDER BY decided_at DESC LIMIT 200) those_linked
UNION
SELECT * FROM (SELECT address_id FROM mentions
               WHERE force_id = $1 AND phone_id = $2 AND address_id IS NOT NULL
               ORDER BY said_at DESC LIMIT 200) those_places

-- name: last_place
-- clearance: help is sent whoever takes the call; who may be told of the place is answered with it
-- never where somebody relocated lives, of a number that others used, too: it may be they who call
SELECT m.address, m.latitude, m.longitude, m.said_at,
       (SELECT r.visibility FROM people_records r WHERE r.force_id = m.force_id AND r.id = m.said_in)
FROM mentions m
WHERE m.force_id = $1 AND m.phone_id = $2 AND m.address_id IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM hidden_records h
                  JOIN person_links o ON o.force_id = h.force_id AND o.phone_id = m.phone_id AND o.undone_at IS NULL
                                     AND o.person_id <> h.person_id
                  WHERE h.force_id = m.force_id AND h.record_id = m.said_in)
  AND NOT EXISTS (SELECT 1 FROM hidden_mentions h
                  JOIN person_links o ON o.force_id = h.force_id AND o.phone_id = m.phone_id AND o.undone_at IS NULL
                                     AND o.person_id <> h.person_id
                  WHERE h.force_id = m.force_id AND h.mention_id = m.id)
ORDER BY m.said_at DESC, m.id DESC
LIMIT 1

-- name: owned_by_person
-- clearance: whoever disables an account moves all it owns, and sees none of it
SELECT 'person', id, visibility FROM persons WHERE force_id = $1 AND owner = $2 AND owner < 'team:'
UNION ALL
SELECT 'marker', id, visibility FROM markers WHERE force_id = $1 AND owner = $2 AND owner < 'team:'
ORDER BY 1, 2

-- name: give_persons
UPDATE persons SET owner = $3, version = version + 1 WHERE force_id = $1 AND owner = $2 AND owner < 'team:'

-- name: give_markers
UPDATE markers SET owner = $3, version = version + 1 WHERE force_id = $1 AND owner = $2 AND owner < 'team:'

-- name: give_records
UPDATE people_records SET owner = $3 WHERE force_id = $1 AND owner = $2 AND owner < 'team:'
