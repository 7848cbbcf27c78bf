-- name: group_as_seen
-- records that people joined with this one, as far as the reader may see them, the oldest first
-- CROSS JOIN is SQLite's word for an order of reading: otherwise it reads every person of the force
SELECT o.person_id, p.given_name, p.other_names, p.family_name, p.born
FROM person_groups g
CROSS JOIN person_groups o
CROSS JOIN persons p
WHERE g.force_id = $1 AND g.person_id = $2 AND p.off_at IS NULL
  AND o.force_id = g.force_id AND o.head_id = g.head_id AND p.force_id = o.force_id AND p.id = o.person_id
  AND (p.visibility <= $3 OR replace($4, ',' || p.owner || ',', '') <> $4)
ORDER BY p.made_at, p.id

-- name: group_members
SELECT o.person_id FROM person_groups g
JOIN person_groups o ON o.force_id = g.force_id AND o.head_id = g.head_id
WHERE g.force_id = $1 AND g.person_id = $2
ORDER BY o.person_id

-- name: decided_with
-- records about which something was decided together with this one
SELECT person_b FROM identity_decisions
WHERE force_id = $1 AND person_a = $2 AND decision = $3 AND undone_at IS NULL
UNION ALL
SELECT person_a FROM identity_decisions
WHERE force_id = $1 AND person_b = $2 AND decision = $3 AND undone_at IS NULL

-- name: made_when
-- clearance: orders the records of a group, and shows none
SELECT made_at FROM persons WHERE force_id = $1 AND id = $2

-- name: leave_group
DELETE FROM person_groups WHERE force_id = $1 AND person_id = $2

-- name: enter_group
INSERT INTO person_groups (force_id, person_id, head_id) VALUES ($1, $2, $3)

-- name: insert_decision
INSERT INTO identity_decisions (force_id, id, person_a, person_b, decision, reason, model, probability, weight,
                                decided_at, decided_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)

-- name: set_undone
UPDATE identity_decisions SET undone_at = $3, undone_by = $4, undo_reason = $5
WHERE force_id = $1 AND id = $2 AND undone_at IS NULL

-- name: one_decision
-- only of two records that the reader may both see
SELECT d.id, d.person_a, d.person_b, d.decision, d.reason, d.model, d.probability, d.weight, d.decided_at,
       coalesce(c.display_name, ''), d.undone_at
FROM identity_decisions d
JOIN persons a ON a.force_id = d.force_id AND a.id = d.person_a
JOIN persons b ON b.force_id = d.force_id AND b.id = d.person_b
LEFT JOIN accounts c ON c.force_id = d.force_id AND c.id = d.decided_by
WHERE d.force_id = $1 AND d.id = $2
  AND (a.visibility <= $3 OR replace($4, ',' || a.owner || ',', '') <> $4)
  AND (b.visibility <= $3 OR replace($4, ',' || b.owner || ',', '') <> $4)

-- name: decisions_of
-- those in force about a record and another, both of which the reader may see, neither of them hidden
SELECT d.id, d.person_a, d.person_b, d.decision, d.reason, d.model, d.probability, d.weight, d.decided_at,
       coalesce(c.display_name, ''), d.undone_at
FROM (SELECT * FROM identity_decisions WHERE force_id = $1 AND person_a = $2 AND undone_at IS NULL
      UNION ALL
      SELECT * FROM identity_decisions WHERE force_id = $1 AND person_b = $2 AND undone_at IS NULL) d
JOIN persons a ON a.force_id = d.force_id AND a.id = d.person_a
JOIN persons b ON b.force_id = d.force_id AND b.id = d.person_b
LEFT JOIN accounts c ON c.force_id = d.force_id AND c.id = d.decided_by
WHERE (a.visibility <= $3 OR replace($4, ',' || a.owner || ',', '') <> $4)
  AND (b.visibility <= $3 OR replace($4, ',' || b.owner || ',', '') <> $4)
  AND NOT EXISTS (SELECT 1 FROM never_links n WHERE n.force_id = d.force_id AND n.removed_at IS NULL
                                                AND n.person_id = d.person_a)
  AND NOT EXISTS (SELECT 1 FROM never_links n WHERE n.force_id = d.force_id AND n.removed_at IS NULL
                                                AND n.person_id = d.person_b)
ORDER BY + d.decided_at, d.id  -- the plus keeps SQLite from reading every decision of the force in this order
LIMIT 100

-- name: how_open
-- clearance: of both records of a decision that the actor sees, to tell it to those who may see both
SELECT visibility, owner FROM persons WHERE force_id = $1 AND id = $2
