-- name: import_of
SELECT record_id, file, rows_done, begun_at, done_at FROM people_imports WHERE force_id = $1 AND sha256 = $2

-- name: insert_import
INSERT INTO people_imports (force_id, sha256, record_id, file, rows_done, begun_at) VALUES ($1, $2, $3, $4, 0, $5)

-- name: import_got_to
UPDATE people_imports SET rows_done = $3, done_at = $4 WHERE force_id = $1 AND sha256 = $2

-- name: insert_imported_link
INSERT INTO person_links (force_id, id, mention_id, person_id, reason, decided_at, decided_by, phone_id, profile)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
