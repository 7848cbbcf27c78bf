-- name: import_of
SELECT record_id, file, rows_done, begun_at, done_at FROM people_imports WHERE force_id = $1 AND sha256 = $2

-- name: insert_import
INSERT INTO people_imports (force_id, sha256, record_id, file, rows_done, begun_at) VALUES ($1, $2, $3, $4, 0, $5)

-- name: import_got_to
UPDATE people_imports SET rows_done = $3, done_at = $4 WHERE force_id = $1 AND sha256 = $2

-- name: insert_imported_link
INSERT INTO person_links (force_id, id, mention_id, person_id, reason, decided_at, decided_by, phone_id, profile)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: sources_of
-- clearance: told to nobody; whoever imports compares them with the ids of his file
-- whom other files of this name brought, by their places; a link that was undone since brought him all the same
SELECT mr.record_id, mr.mention_id, f.source_id
FROM people_imports i
CROSS JOIN mention_records mr
CROSS JOIN person_links l
JOIN person_profiles f ON f.force_id = l.force_id AND f.profile = l.profile
WHERE mr.force_id = i.force_id AND mr.record_id = i.record_id
  AND l.force_id = mr.force_id AND l.mention_id = mr.mention_id
  AND i.force_id = $1 AND i.file = $2 AND i.sha256 <> $3 AND f.source_id <> ''
  AND (mr.record_id, mr.mention_id) > ($4, $5)
ORDER BY mr.record_id, mr.mention_id
LIMIT $6
