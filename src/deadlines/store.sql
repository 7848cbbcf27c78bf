-- name: meet
-- $3 the codes of the rules that are met, between commas; $5 now, from which what was warned of in time is settled
UPDATE promises
SET met_at = $4, next_at = NULL, version = version + 1,
    settle_at = CASE WHEN told > 0 AND (due_at IS NULL OR due_at >= $4) THEN $5 END
WHERE force_id = $1 AND about_id = $2 AND met_at IS NULL AND ended_at IS NULL
  AND replace($3, ',' || rule || ',', '') <> $3

-- name: end_rules
-- $3 the codes of the rules under which nothing is owed any more, between commas; $5 now
UPDATE promises
SET ended_at = $4, next_at = NULL, version = version + 1,
    settle_at = CASE WHEN told > 0 AND (due_at IS NULL OR due_at >= $4) THEN $5 END
WHERE force_id = $1 AND about_id = $2 AND met_at IS NULL AND ended_at IS NULL
  AND replace($3, ',' || rule || ',', '') <> $3

-- name: end_other_level
UPDATE promises
SET ended_at = $5, next_at = NULL, version = version + 1,
    settle_at = CASE WHEN told > 0 AND (due_at IS NULL OR due_at >= $5) THEN $5 END
WHERE force_id = $1 AND about_id = $2 AND rule = $3 AND limit_s IS DISTINCT FROM $4
  AND met_at IS NULL AND ended_at IS NULL

-- name: insert_promise
-- clearance: nothing of what it reads is shown
-- $18 is 1 for a rule that is not started again once it was met.
INSERT INTO promises (force_id, id, rule, title, about_kind, about_id, about_reference, starts_at, counts_from, limit_s,
                      working_days, calendar, due_at, next_at, told, pause_reasons, policy_version, visibility, owner,
                      version)
SELECT $1, $2, $3, $4, $5, $6, $7, $8, $8, $9, $10, $11, $12, $13, 0, $14, $15, $16, $17, 1
WHERE $18 = 0 OR NOT EXISTS (
    SELECT 1 FROM promises WHERE force_id = $1 AND about_id = $6 AND rule = $3 AND met_at IS NOT NULL)
ON CONFLICT (force_id, about_id, rule) WHERE met_at IS NULL AND ended_at IS NULL DO NOTHING

-- name: follow
UPDATE promises SET owner = $3, visibility = $4, about_reference = $5, version = version + 1
WHERE force_id = $1 AND about_id = $2

-- name: one_promise
SELECT * FROM promise_rows
WHERE force_id = $1 AND id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)

-- name: of_record
SELECT * FROM promise_rows
WHERE force_id = $1 AND about_id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)
ORDER BY starts_at, id

-- name: paused_on
-- clearance: titles of rules only, for whoever closes the record
SELECT title FROM promises
WHERE force_id = $1 AND about_id = $2 AND met_at IS NULL AND ended_at IS NULL AND due_at IS NULL
ORDER BY title

-- name: due_seen
-- $4, $5 where the page before ended; $6 the instant before which they fall due
SELECT * FROM promise_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND met_at IS NULL AND ended_at IS NULL AND due_at IS NOT NULL AND (due_at, id) > ($4, $5) AND due_at <= $6
ORDER BY due_at, id
LIMIT $7

-- name: due_of_owner
-- clearance: an owner sees what he owns; asked only for owners that the reader is
SELECT * FROM promise_rows
WHERE force_id = $1 AND owner = $2 AND met_at IS NULL AND ended_at IS NULL AND (due_at, id) > ($3, $4)
  AND due_at <= $5
ORDER BY due_at, id
LIMIT $6

-- name: set_paused
UPDATE promises
SET paused_at = $3, left_ms = $4, working_days = $5, pause_reason = $6, due_at = NULL, next_at = NULL,
    version = version + 1
WHERE force_id = $1 AND id = $2

-- name: set_resumed
-- $8 now, where it will be warned anew: what was warned before is settled
UPDATE promises
SET paused_at = NULL, left_ms = NULL, pause_reason = NULL, counts_from = $3, due_at = $4, next_at = $5, told = $6,
    calendar = $7, settle_at = coalesce($8, settle_at), version = version + 1
WHERE force_id = $1 AND id = $2

-- name: due_to_tell
-- clearance: by the server itself, which tells the addressees and nobody else
SELECT id, rule, title, about_kind, about_id, about_reference, due_at, told, policy_version, visibility, owner,
       next_at AS tell_at
FROM promises
WHERE force_id = $1 AND next_at <= $2
ORDER BY tell_at, id
LIMIT $3

-- name: set_told
UPDATE promises SET told = $3, next_at = $4 WHERE force_id = $1 AND id = $2

-- name: to_settle
-- An event that meets or ends a promise marks it and looks at no notice: it sends statements only. The tick looks.
-- clearance: by the server itself; shown to nobody
SELECT id, settle_at AS since FROM promises
WHERE force_id = $1 AND settle_at IS NOT NULL
ORDER BY since, id
LIMIT $2

-- name: set_settled
UPDATE promises SET settle_at = NULL WHERE force_id = $1 AND id = $2

-- name: first_next
-- clearance: an instant only
SELECT next_at FROM promises WHERE force_id = $1 AND next_at <= $2
UNION ALL
SELECT settle_at FROM promises WHERE force_id = $1 AND settle_at IS NOT NULL
LIMIT 1

-- name: counted_otherwise
-- clearance: by the server itself; two ranges because an index finds no inequality
SELECT * FROM (
    SELECT * FROM (
        SELECT id, rule, policy_version, counts_from, working_days, told, due_at FROM promises
        WHERE force_id = $1 AND met_at IS NULL AND ended_at IS NULL AND due_at IS NOT NULL AND calendar IS NOT NULL
          AND calendar < $2
        LIMIT $3) earlier
    UNION ALL
    SELECT * FROM (
        SELECT id, rule, policy_version, counts_from, working_days, told, due_at FROM promises
        WHERE force_id = $1 AND met_at IS NULL AND ended_at IS NULL AND due_at IS NOT NULL AND calendar IS NOT NULL
          AND calendar > $2
        LIMIT $3) later
) both_sides
LIMIT $3

-- name: set_due
-- $7 now, where it will be warned anew: what was warned before is settled
UPDATE promises
SET due_at = $3, next_at = $4, told = $5, calendar = $6, settle_at = coalesce($7, settle_at), version = version + 1
WHERE force_id = $1 AND id = $2

-- name: open_of
-- clearance: whoever disables an account moves all it owns, and sees none of it
SELECT id, rule, title, about_kind, about_id, visibility FROM promises
WHERE force_id = $1 AND owner = $2 AND met_at IS NULL AND ended_at IS NULL
ORDER BY id

-- name: set_promise_owner
UPDATE promises SET owner = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: unowned_promises
-- clearance: a number only
SELECT count(*) FROM promises
WHERE force_id = $1 AND met_at IS NULL AND ended_at IS NULL
  AND owner NOT IN (SELECT e.owner FROM existing_owners e WHERE e.force_id = $1)
