-- name: read_so_far
SELECT changed, profile FROM review_progress WHERE force_id = $1

-- name: set_read_so_far
INSERT INTO review_progress (force_id, changed, profile) VALUES ($1, $2, $3)
ON CONFLICT (force_id) DO UPDATE SET changed = excluded.changed, profile = excluded.profile

-- name: changed_persons
SELECT changed, profile, person_id FROM person_profiles
WHERE force_id = $1 AND (changed, profile) > ($2, $3)
ORDER BY changed, profile
LIMIT $4

-- name: keep_pair
-- one that was decided stays so; another is as it is scored now
INSERT INTO review_pairs (force_id, id, person_a, person_b, state, probability, weight, model, why, found_at, version)
SELECT $1, $2, $3, $4, 'waiting', $5, $6, $7, $8, $9, 1
WHERE NOT EXISTS (SELECT 1 FROM identity_decisions d
                  WHERE d.force_id = $1 AND d.person_a = $3 AND d.person_b = $4 AND d.undone_at IS NULL)
ON CONFLICT (force_id, person_a, person_b) DO UPDATE
SET probability = excluded.probability, weight = excluded.weight, model = excluded.model, why = excluded.why,
    version = review_pairs.version + 1
WHERE review_pairs.state <> 'decided'
  AND (review_pairs.why <> excluded.why OR review_pairs.probability <> excluded.probability)

-- name: drop_pairs
-- those that wait of a person and are alike no more; $3 the others that are, between commas
DELETE FROM review_pairs
WHERE force_id = $1 AND state = 'waiting'
  AND ((person_a = $2 AND replace($3, ',' || person_b || ',', '') = $3)
       OR (person_b = $2 AND replace($3, ',' || person_a || ',', '') = $3))

-- name: anything_waiting
-- clearance: whether there is any work, and not about whom
SELECT CASE WHEN EXISTS (SELECT 1 FROM pairs_to_decide WHERE force_id = $1 AND state = 'waiting') THEN 1 ELSE 0 END

-- name: said_out_of_sight
-- whether a person is compared by something that the reader may not know: in no record that he may see
-- CROSS JOIN is SQLite's word for an order of reading: otherwise it reads every record of the force
SELECT 1 FROM person_profiles f
JOIN persons p ON p.force_id = f.force_id AND p.id = f.person_id
WHERE f.force_id = $1 AND f.person_id = $4 AND f.off_at IS NULL
  AND NOT ((p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
           AND (f.name_kind <> 'own' OR EXISTS (
                    SELECT 1 FROM person_links l
                    CROSS JOIN mention_records mr
                    CROSS JOIN people_records r
                    WHERE l.force_id = f.force_id AND l.profile = f.profile AND l.profile IS NOT NULL
                      AND l.undone_at IS NULL AND mr.force_id = l.force_id AND mr.mention_id = l.mention_id
                      AND r.force_id = mr.force_id AND r.id = mr.record_id
                      AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3))))
LIMIT 1

-- name: settle_pair
UPDATE review_pairs SET state = 'decided', postponed_until = NULL, postponed_because = NULL, version = version + 1
WHERE force_id = $1 AND person_a = $2 AND person_b = $3 AND state <> 'decided'

-- name: reopen_pair
UPDATE review_pairs SET state = 'waiting', version = version + 1
WHERE force_id = $1 AND person_a = $2 AND person_b = $3 AND state = 'decided'

-- name: postpone_pair
UPDATE review_pairs SET state = 'postponed', postponed_until = $3, postponed_because = $4, version = version + 1
WHERE force_id = $1 AND id = $2

-- name: pairs_to_review
-- of two persons whom the reader may both see; $4 today; $5 waiting or postponed; $6 and $7 the last of the page before
SELECT id, person_a, a_given, a_other, a_family, a_born, person_b, b_given, b_other, b_family, b_born,
       CASE WHEN state = 'waiting' OR postponed_until <= $4 THEN 'waiting' ELSE 'postponed' END,
       probability, weight, model, found_at, postponed_until, postponed_because, version, why
FROM pairs_to_decide
WHERE force_id = $1 AND (probability, id) < ($6, $7)
  AND CASE WHEN state = 'waiting' OR postponed_until <= $4 THEN 'waiting' ELSE 'postponed' END = $5
  AND (a_visibility <= $2 OR replace($3, ',' || a_owner || ',', '') <> $3)
  AND (b_visibility <= $2 OR replace($3, ',' || b_owner || ',', '') <> $3)
ORDER BY probability DESC, id DESC
LIMIT $8

-- name: one_pair
-- of two persons whom the reader may both see; $4 today
SELECT id, person_a, a_given, a_other, a_family, a_born, person_b, b_given, b_other, b_family, b_born,
       CASE WHEN state = 'waiting' OR postponed_until <= $4 THEN 'waiting' ELSE 'postponed' END,
       probability, weight, model, found_at, postponed_until, postponed_because, version, why
FROM pairs_to_decide
WHERE force_id = $1 AND id = $5
  AND (a_visibility <= $2 OR replace($3, ',' || a_owner || ',', '') <> $3)
  AND (b_visibility <= $2 OR replace($3, ',' || b_owner || ',', '') <> $3)
