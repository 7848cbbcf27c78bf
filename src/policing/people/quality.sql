-- name: records_counted
-- clearance: counts only
SELECT (SELECT count(*) FROM persons WHERE force_id = $1 AND off_at IS NULL),
       (SELECT count(*) FROM person_groups WHERE force_id = $1),
       (SELECT count(DISTINCT head_id) FROM person_groups WHERE force_id = $1)

-- name: open_pairs
-- clearance: counted, and linked to clusters of which only the number is told; $2 today
SELECT person_a, person_b, probability, found_at,
       CASE WHEN state = 'waiting' OR postponed_until <= $2 THEN 1 ELSE 0 END
FROM pairs_to_decide
WHERE force_id = $1

-- name: decided_since
SELECT decided_at, decision, CASE WHEN undone_at IS NULL THEN 0 ELSE 1 END FROM identity_decisions
WHERE force_id = $1 AND decided_at >= $2
ORDER BY decided_at

-- name: decided_pairs
-- clearance: names are put into groups, and only the groups are told
SELECT d.decision, d.probability, a.given_name, a.other_names, a.family_name, a.born,
       b.given_name, b.other_names, b.family_name, b.born
FROM identity_decisions d
JOIN persons a ON a.force_id = d.force_id AND a.id = d.person_a
JOIN persons b ON b.force_id = d.force_id AND b.id = d.person_b
WHERE d.force_id = $1 AND d.probability IS NOT NULL AND d.undone_at IS NULL
ORDER BY d.decided_at DESC, d.id DESC
LIMIT 2000

-- name: how_common
SELECT count(*) FROM (SELECT DISTINCT person_id FROM person_names
                      WHERE force_id = $1 AND name_key >= $2 AND name_key < $3 LIMIT 101) so_called

-- name: newest_scored
SELECT model FROM review_pairs WHERE force_id = $1 ORDER BY found_at DESC, id DESC LIMIT 1

-- name: weights_found
SELECT weight FROM review_pairs WHERE force_id = $1 AND model = $2 ORDER BY found_at, id LIMIT 100000
