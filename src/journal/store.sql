-- name: insert_row
INSERT INTO journal (force_id, position, kind, record_id, seq, action, actor, role, reason, happened_at, recorded_at,
                     policy_version, visibility, owner, content_hash, hash)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)

-- name: insert_content
INSERT INTO journal_content (force_id, position, salt, content) VALUES ($1, $2, $3, $4)

-- name: narrow_record
UPDATE journal SET visibility = $3 WHERE force_id = $1 AND record_id = $2 AND visibility < $3

-- name: narrow_about
UPDATE journal SET visibility = $3
WHERE force_id = $1 AND record_id = $2 AND visibility < $3
  AND EXISTS (SELECT 1 FROM journal_content c
              WHERE c.force_id = journal.force_id AND c.position = journal.position
                AND replace(c.content, $4, '') <> c.content)

-- name: last_seq
-- clearance: numbers only; used inside a command that already holds the record
SELECT coalesce(max(seq), 0) FROM journal WHERE force_id = $1 AND record_id = $2

-- name: rows_after
-- clearance: the feed and verification filter each row by its visibility and owner before it is shown to anybody
SELECT j.position, j.kind, j.record_id, j.seq, j.action, j.actor, j.role, j.reason, j.happened_at, j.recorded_at,
       j.policy_version, j.visibility, j.owner, j.content_hash, j.hash, c.salt, c.content, c.erased_by
FROM journal j
LEFT JOIN journal_content c ON c.force_id = j.force_id AND c.position = j.position
WHERE j.force_id = $1 AND j.position > $2
ORDER BY j.position
LIMIT $3

-- name: rows_of_record
-- clearance: the caller has looked the record up under the reader's clearance before asking for its log
SELECT j.position, j.kind, j.record_id, j.seq, j.action, j.actor, j.role, j.reason, j.happened_at, j.recorded_at,
       j.policy_version, j.visibility, j.owner, j.content_hash, j.hash, c.salt, c.content, c.erased_by
FROM journal j
LEFT JOIN journal_content c ON c.force_id = j.force_id AND c.position = j.position
WHERE j.force_id = $1 AND j.record_id = $2 AND j.seq > $3
ORDER BY j.seq
LIMIT $4

-- name: head_position
-- clearance: a number only
SELECT coalesce(max(position), 0) FROM journal WHERE force_id = $1

-- name: head_register
SELECT number, text FROM lane_registers WHERE force_id = $1 AND name = 'journal'

-- name: last_sealed
SELECT coalesce(max(last_position), 0) FROM journal_seals WHERE force_id = $1

-- name: insert_seal
INSERT INTO journal_seals (force_id, last_position, first_position, root, sealed_at) VALUES ($1, $2, $3, $4, $5)

-- name: seals_after
SELECT last_position, first_position, root FROM journal_seals
WHERE force_id = $1 AND last_position > $2 ORDER BY last_position LIMIT 1

-- name: hashes_between
-- clearance: hashes only
SELECT hash FROM journal WHERE force_id = $1 AND position >= $2 AND position <= $3 ORDER BY position
