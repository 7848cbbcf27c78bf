-- name: insert_crime
INSERT INTO crimes (force_id, id, reference, folded_reference, number, status, incident_id, incident_reference,
                    state_victim, summary, place, latitude, longitude, ward_code, borough_code, occurred_from,
                    occurred_to, received_at, raised_at, raised_by, late, exercise, policy_version, visibility, owner,
                    version)
VALUES ($1, $2, $3, $4, $5, 'draft', $6, $7, 0, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0, $19, $20, $21,
        $22, 1)

-- name: one_crime
SELECT * FROM crime_rows
WHERE force_id = $1 AND id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)

-- name: list_newest
SELECT * FROM crime_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND (raised_at, id) < ($4, $5)
ORDER BY raised_at DESC, id DESC
LIMIT $6

-- name: list_with_status
SELECT * FROM crime_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND (raised_at, id) < ($4, $5) AND status = $7
ORDER BY raised_at DESC, id DESC
LIMIT $6

-- name: list_of_incident
-- $7 status ('' is any)
SELECT * FROM crime_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND (raised_at, id) < ($4, $5) AND incident_id = $8 AND ($7 = '' OR status = $7)
ORDER BY raised_at DESC, id DESC
LIMIT $6

-- name: list_by_reference
SELECT * FROM crime_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND folded_reference = $4
ORDER BY raised_at DESC, id DESC
LIMIT $5

-- name: list_by_number
-- numbers begin again every year
SELECT * FROM crime_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3) AND number = $4
ORDER BY raised_at DESC, id DESC
LIMIT $5

-- name: set_offence
UPDATE crimes
SET offence = $3, offence_title = $4, cjs = $5, counted_as = $6, state_victim = $7, policy_version = $8,
    version = version + 1, initial_offence = coalesce(initial_offence, $3),
    initial_title = coalesce(initial_title, $4),
    initial_cjs = CASE WHEN initial_offence IS NULL THEN $5 ELSE initial_cjs END
WHERE force_id = $1 AND id = $2

-- name: set_recorded
UPDATE crimes
SET status = 'recorded', recorded_at = $3, recorded_by = $4, late = $5, policy_version = $6, version = version + 1
WHERE force_id = $1 AND id = $2

-- name: set_status
UPDATE crimes SET status = $3, policy_version = $4, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: touch
UPDATE crimes SET version = version + 1 WHERE force_id = $1 AND id = $2

-- name: link
INSERT INTO crime_people (force_id, crime_id, mention_id, part, state, entitled, because, set_by, set_at)
VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8)
ON CONFLICT (force_id, crime_id, part, mention_id)
DO UPDATE SET state = excluded.state, entitled = excluded.entitled, because = NULL, set_by = excluded.set_by,
              set_at = excluded.set_at

-- name: entitle
-- a counted victim is entitled as one, unless something more exact was said
INSERT INTO crime_people (force_id, crime_id, mention_id, part, entitled, set_by, set_at)
VALUES ($1, $2, $3, 'entitled', 'victim', $4, $5)
ON CONFLICT (force_id, crime_id, part, mention_id) DO NOTHING

-- name: eliminate
UPDATE crime_people SET state = 'eliminated', because = $4, set_by = $5, set_at = $6
WHERE force_id = $1 AND crime_id = $2 AND mention_id = $3 AND part = 'suspect'

-- name: unlink
DELETE FROM crime_people WHERE force_id = $1 AND crime_id = $2 AND mention_id = $3 AND part = $4

-- name: people_of
-- clearance: names of colleagues beside what they linked
SELECT p.mention_id, p.part, p.state, p.entitled, p.because, p.set_by, coalesce(a.display_name, ''), p.set_at
FROM crime_people p
LEFT JOIN accounts a ON a.force_id = p.force_id AND a.id = p.set_by
WHERE p.force_id = $1 AND p.crime_id = $2
ORDER BY p.part, p.set_at, p.mention_id

-- name: add_flag
INSERT INTO crime_flags (force_id, crime_id, flag, set_by, set_at) VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (force_id, crime_id, flag) DO NOTHING

-- name: drop_flag
DELETE FROM crime_flags WHERE force_id = $1 AND crime_id = $2 AND flag = $3

-- name: flags_of
-- clearance: names of colleagues beside what they set
SELECT f.flag, f.set_by, coalesce(a.display_name, ''), f.set_at
FROM crime_flags f
LEFT JOIN accounts a ON a.force_id = f.force_id AND a.id = f.set_by
WHERE f.force_id = $1 AND f.crime_id = $2
ORDER BY f.flag

-- name: insert_outcome
INSERT INTO crime_outcomes (force_id, crime_id, number, outcome, name, state, rules_version, evidence, proposed_by,
                            proposed_at, policy_version)
VALUES ($1, $2, $3, $4, $5, 'proposed', $6, $7, $8, $9, $10)

-- name: supersede
UPDATE crime_outcomes SET state = 'superseded' WHERE force_id = $1 AND crime_id = $2 AND state = $3

-- name: finalise
UPDATE crime_outcomes
SET state = 'finalised', finalised_by = $4, finalised_at = $5, victim_informed_at = $6, not_informed_because = $7
WHERE force_id = $1 AND crime_id = $2 AND number = $3

-- name: outcomes_of
-- clearance: names of colleagues beside what they decided
SELECT o.number, o.outcome, o.name, o.state, o.rules_version, o.evidence, o.proposed_by, coalesce(a.display_name, ''),
       o.proposed_at, o.finalised_by, coalesce(f.display_name, ''), o.finalised_at, o.victim_informed_at,
       o.not_informed_because
FROM crime_outcomes o
LEFT JOIN accounts a ON a.force_id = o.force_id AND a.id = o.proposed_by
LEFT JOIN accounts f ON f.force_id = o.force_id AND f.id = o.finalised_by
WHERE o.force_id = $1 AND o.crime_id = $2
ORDER BY o.number

-- name: insert_cancellation
INSERT INTO crime_cancellations (force_id, crime_id, number, ground, evidence, other_crime, victim_informed_at,
                                 not_informed_because, status_before, cancelled_by, cancelled_at, policy_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)

-- name: reinstate
UPDATE crime_cancellations SET reinstated_by = $4, reinstated_at = $5, reinstated_because = $6
WHERE force_id = $1 AND crime_id = $2 AND number = $3
RETURNING status_before

-- name: cancellations_of
-- clearance: names of colleagues beside what they decided
SELECT c.number, c.ground, c.evidence, c.other_crime, c.victim_informed_at, c.not_informed_because, c.cancelled_by,
       coalesce(a.display_name, ''), c.cancelled_at, c.reinstated_by, coalesce(r.display_name, ''), c.reinstated_at,
       c.reinstated_because
FROM crime_cancellations c
LEFT JOIN accounts a ON a.force_id = c.force_id AND a.id = c.cancelled_by
LEFT JOIN accounts r ON r.force_id = c.force_id AND r.id = c.reinstated_by
WHERE c.force_id = $1 AND c.crime_id = $2
ORDER BY c.number

-- name: owned_by_person
-- clearance: whoever disables an account moves all it owns, and sees none of it
SELECT id, reference, visibility FROM crimes WHERE force_id = $1 AND owner = $2 AND owner < 'team:' ORDER BY id

-- name: set_owner
UPDATE crimes SET owner = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: wider_of_incident
-- clearance: crimes that more may see than $3 are narrowed, and shown to nobody
SELECT * FROM crime_rows WHERE force_id = $1 AND incident_id = $2 AND visibility < $3

-- name: set_visibility
UPDATE crimes SET visibility = $3 WHERE force_id = $1 AND id = $2

-- name: unowned
-- clearance: a count of records that nobody answers for
-- Of persons all; of teams what is still to be done: a team never goes away.
SELECT (SELECT count(*) FROM crimes c
        WHERE c.force_id = $1 AND c.owner < 'team:'
          AND NOT EXISTS (SELECT 1 FROM accounts a
                          WHERE a.force_id = c.force_id AND c.owner = 'person:' || a.id AND a.disabled_at IS NULL))
     + (SELECT count(*) FROM crimes c
        WHERE c.force_id = $1 AND c.status IN ('draft', 'recorded') AND c.owner >= 'team:'
          AND NOT EXISTS (SELECT 1 FROM teams t WHERE t.force_id = c.force_id AND c.owner = 'team:' || t.id))
