-- name: insert_linking
INSERT INTO linkings (force_id, id, state, stage, share, model_number, model, begun_at, begun_by, seen_at, persons,
                      records, compared, pairs, clusters, version)
VALUES ($1, $2, 'waiting', '', 0, $3, $4, $5, $6, $5, 0, 0, 0, 0, 0, 1)

-- name: linkings_newest
-- clearance: counts of all, and nobody
SELECT l.id, l.state, l.stage, l.share, l.model, l.begun_at, coalesce(a.display_name, ''), l.ended_at, l.failure,
       l.persons, l.records, l.compared, l.pairs, l.clusters, l.version
FROM linkings l
LEFT JOIN accounts a ON a.force_id = l.force_id AND a.id = l.begun_by
WHERE l.force_id = $1 AND (l.id = $2 OR $2 = '')
ORDER BY l.id DESC
LIMIT 20

-- name: newest_result
-- clearance: which one it is
SELECT id, model FROM linkings WHERE force_id = $1 AND state = 'done' ORDER BY id DESC LIMIT 1

-- name: unfinished_linking
-- clearance: that one waits or runs
SELECT id, state, seen_at, model_number FROM linkings WHERE force_id = $1 AND ended_at IS NULL

-- name: take_linking
UPDATE linkings SET state = 'running', seen_at = $3, version = version + 1
WHERE force_id = $1 AND id = $2 AND state = 'waiting'

-- name: linking_goes_on
UPDATE linkings SET stage = $3, share = $4, seen_at = $5, version = version + 1
WHERE force_id = $1 AND id = $2 AND state = 'running'

-- name: end_linking
UPDATE linkings
SET state = $3, failure = $4, ended_at = $5, stage = '', share = 0, persons = $6, records = $7, compared = $8,
    pairs = $9, clusters = $10, version = version + 1
WHERE force_id = $1 AND id = $2 AND ended_at IS NULL

-- name: insert_linked_pair
INSERT INTO linked_pairs (force_id, linking_id, nr, cluster, person_a, person_b, probability, weight, why)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: oldest_linked_pair
-- clearance: to take it away
SELECT linking_id, nr FROM linked_pairs WHERE force_id = $1 AND linking_id < $2 ORDER BY linking_id, nr LIMIT 1

-- name: delete_linked_pairs
DELETE FROM linked_pairs WHERE force_id = $1 AND linking_id = $2 AND nr < $3

-- name: pairs_of_clusters
-- of whole clusters, from $5 on and before $6: the last column says whether the reader may see both persons (1), and
-- whether they were joined since (2); hidden persons and those off the register are as those that he may not see
SELECT q.nr, q.cluster, q.person_a, a.given_name, a.other_names, a.family_name, a.born, q.person_b, b.given_name,
       b.other_names, b.family_name, b.born, q.probability, q.weight, coalesce(v.id, ''),
       CASE WHEN NOT ((a.visibility <= $2 OR replace($3, ',' || a.owner || ',', '') <> $3)
                      AND (b.visibility <= $2 OR replace($3, ',' || b.owner || ',', '') <> $3)
                      AND a.off_at IS NULL AND b.off_at IS NULL
                      AND NOT EXISTS (SELECT 1 FROM never_links n
                                      WHERE n.force_id = q.force_id AND n.person_id = q.person_a
                                        AND n.removed_at IS NULL)
                      AND NOT EXISTS (SELECT 1 FROM never_links n
                                      WHERE n.force_id = q.force_id AND n.person_id = q.person_b
                                        AND n.removed_at IS NULL)) THEN 0
            WHEN EXISTS (SELECT 1 FROM person_groups g
                         JOIN person_groups o ON o.force_id = g.force_id AND o.head_id = g.head_id
                         WHERE g.force_id = q.force_id AND g.person_id = q.person_a AND o.person_id = q.person_b) THEN 2
            ELSE 1 END
FROM linked_pairs q
JOIN persons a ON a.force_id = q.force_id AND a.id = q.person_a
JOIN persons b ON b.force_id = q.force_id AND b.id = q.person_b
LEFT JOIN review_pairs v ON v.force_id = q.force_id AND v.person_a = q.person_a AND v.person_b = q.person_b
                        AND v.state <> 'decided'
WHERE q.force_id = $1 AND q.linking_id = $4 AND q.cluster >= $5 AND q.cluster < $6
ORDER BY q.nr

-- name: joined_or_decided
-- clearance: about whom of these clusters people decided anything; shows none
SELECT p.id
FROM (SELECT person_a AS id FROM linked_pairs WHERE force_id = $1 AND linking_id = $2 AND cluster >= $3 AND cluster < $4
      UNION
      SELECT person_b FROM linked_pairs WHERE force_id = $1 AND linking_id = $2 AND cluster >= $3 AND cluster < $4) p
WHERE EXISTS (SELECT 1 FROM person_groups g WHERE g.force_id = $1 AND g.person_id = p.id)
   OR EXISTS (SELECT 1 FROM identity_decisions d WHERE d.force_id = $1 AND d.person_a = p.id AND d.undone_at IS NULL)
   OR EXISTS (SELECT 1 FROM identity_decisions d WHERE d.force_id = $1 AND d.person_b = p.id AND d.undone_at IS NULL)

-- name: cluster_of_pair
-- clearance: a number, from which on clusters are read and asked
SELECT cluster FROM linked_pairs WHERE force_id = $1 AND linking_id = $2 AND nr > $3 ORDER BY nr LIMIT 1

-- name: linked_pair_of
-- clearance: the cluster is then read and asked whether the reader may see the two
SELECT nr, cluster, why FROM linked_pairs WHERE force_id = $1 AND linking_id = $2 AND person_a = $3 AND person_b = $4

-- name: persons_after
-- every record that the reader may see, by rising id
SELECT p.id FROM persons p
WHERE p.force_id = $1 AND p.id > $4 AND p.off_at IS NULL
  AND (p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
ORDER BY p.id
LIMIT $5

-- name: joined_as_seen
-- records that people joined with others, as far as the reader may see them, with what their group goes by
SELECT g.person_id, g.head_id
FROM person_groups g
JOIN persons p ON p.force_id = g.force_id AND p.id = g.person_id
WHERE g.force_id = $1 AND p.off_at IS NULL
  AND (p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
ORDER BY g.person_id

-- name: clusters_of_joined
-- clearance: numbers of clusters, which are then read and asked
SELECT g.head_id, q.cluster
FROM person_groups g
JOIN linked_pairs q ON q.force_id = g.force_id AND q.person_a = g.person_id
WHERE g.force_id = $1 AND q.linking_id = $2
UNION
SELECT g.head_id, q.cluster
FROM linked_pairs q
JOIN person_groups g ON g.force_id = q.force_id AND g.person_id = q.person_b
WHERE q.force_id = $1 AND q.linking_id = $2

-- name: clusters_between
-- clearance: as clusters_of_joined
SELECT cluster FROM linked_pairs
WHERE force_id = $1 AND linking_id = $2 AND person_a >= $3 AND person_a <= $4
UNION
SELECT cluster FROM linked_pairs
WHERE force_id = $1 AND linking_id = $2 AND person_b >= $3 AND person_b <= $4

-- name: review_of_pair
-- clearance: of two persons whom the reader was told of
SELECT id FROM review_pairs WHERE force_id = $1 AND person_a = $2 AND person_b = $3 AND state <> 'decided'

-- name: model_trained
-- clearance: when, and on how many
SELECT trained_at, records FROM identity_models WHERE force_id = $1 AND version = $2 ORDER BY number DESC LIMIT 1
