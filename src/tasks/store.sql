-- name: owner_name
-- The name of an owner that exists. $2 account id, $3 team id; the other one is empty.
-- clearance: whoever gives work to somebody named him
SELECT display_name FROM accounts WHERE force_id = $1 AND id = $2 AND disabled_at IS NULL
UNION ALL
SELECT name FROM teams WHERE force_id = $1 AND id = $3

-- name: insert_task
INSERT INTO tasks (force_id, id, kind, title, about_kind, about_id, about_reference, raised_at, raised_by, due_at,
                   visibility, owner, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)

-- name: one_task
SELECT * FROM task_rows
WHERE force_id = $1 AND id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)

-- name: open_tasks_of
-- clearance: an owner sees what he owns; asked only for owners that the reader is
SELECT * FROM task_rows
WHERE force_id = $1 AND owner = $2 AND done_at IS NULL
  AND (coalesce(due_at, 9223372036854775807), id) > ($3, $4)
ORDER BY coalesce(due_at, 9223372036854775807), id
LIMIT $5

-- name: open_tasks
SELECT * FROM task_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3) AND done_at IS NULL
  AND (coalesce(due_at, 9223372036854775807), id) > ($4, $5)
ORDER BY coalesce(due_at, 9223372036854775807), id
LIMIT $6

-- name: wider_tasks_about
-- clearance: tasks that more may see than $3 are narrowed, and shown to nobody
SELECT id FROM tasks WHERE force_id = $1 AND about_id = $2 AND visibility < $3

-- name: set_task_visibility
UPDATE tasks SET visibility = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: set_done
UPDATE tasks SET done_at = $3, done_by = $4, outcome = $5, version = version + 1
WHERE force_id = $1 AND id = $2 AND done_at IS NULL

-- name: set_task_owner
UPDATE tasks SET owner = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: open_task_ids_of
-- clearance: whoever disables an account moves all it owns, and sees none of it
SELECT id, visibility FROM tasks WHERE force_id = $1 AND owner = $2 AND done_at IS NULL ORDER BY id

-- name: unowned_tasks
-- clearance: a number only
SELECT count(*) FROM tasks
WHERE force_id = $1 AND done_at IS NULL
  AND owner NOT IN (SELECT e.owner FROM existing_owners e WHERE e.force_id = $1)

-- name: insert_notice
INSERT INTO notices (force_id, id, addressee, kind, text, about_kind, about_id, about_reference, at, unseen, matter)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10)

-- name: unseen_of_matter
-- clearance: by whoever tells how it goes on; shown to nobody
-- The index of matters is asked for by its own words.
SELECT id FROM notices
WHERE force_id = $1 AND matter = $2 AND addressee = $3 AND unseen = 1 AND matter <> ''
ORDER BY id

-- name: unseen_warnings_of
-- clearance: by the server itself, when it is not so any more; shown to nobody
SELECT id, addressee FROM notices
WHERE force_id = $1 AND matter = $2 AND kind = 'warning' AND unseen = 1 AND matter <> '' AND at <= $3
ORDER BY id

-- name: notices_to
-- clearance: asked only for addressees that the reader is
-- What was told at once to several of $7, all that the reader is, stands once: as it was told last.
SELECT n.id, n.addressee, n.kind, n.text, n.about_kind, n.about_id, n.about_reference, n.at, n.seen_at, a.display_name,
       n.replaced_by, n.settled_at
FROM notices n
LEFT JOIN accounts a ON a.force_id = n.force_id AND a.id = n.seen_by
WHERE n.force_id = $1 AND n.addressee = $2 AND (n.unseen, n.at, n.id) < ($3, $4, $5)
  AND NOT EXISTS (SELECT 1 FROM notices o
                  WHERE o.force_id = n.force_id AND o.about_id = n.about_id AND o.at = n.at AND o.kind = n.kind
                    AND o.text = n.text AND o.unseen = n.unseen AND o.id > n.id
                    AND replace($7, ',' || o.addressee || ',', '') <> $7)
ORDER BY n.unseen DESC, n.at DESC, n.id DESC
LIMIT $6

-- name: one_notice
-- clearance: for its addressees alone
SELECT n.id, n.addressee, n.kind, n.text, n.about_kind, n.about_id, n.about_reference, n.at, n.seen_at, a.display_name,
       n.replaced_by, n.settled_at
FROM notices n
LEFT JOIN accounts a ON a.force_id = n.force_id AND a.id = n.seen_by
WHERE n.force_id = $1 AND n.id = $2 AND replace($3, ',' || n.addressee || ',', '') <> $3

-- name: unseen_to
SELECT count(*) FROM notices n
WHERE n.force_id = $1 AND n.addressee = $2 AND n.unseen = 1
  AND NOT EXISTS (SELECT 1 FROM notices o
                  WHERE o.force_id = n.force_id AND o.about_id = n.about_id AND o.at = n.at AND o.kind = n.kind
                    AND o.text = n.text AND o.unseen = n.unseen AND o.id > n.id
                    AND replace($3, ',' || o.addressee || ',', '') <> $3)

-- name: told_together
-- clearance: for its addressees alone
SELECT o.id FROM notices n
JOIN notices o ON o.force_id = n.force_id AND o.about_id = n.about_id AND o.at = n.at AND o.kind = n.kind
              AND o.text = n.text AND o.unseen = 1 AND o.id <> n.id
WHERE n.force_id = $1 AND n.id = $2 AND replace($3, ',' || o.addressee || ',', '') <> $3

-- name: set_seen
UPDATE notices SET unseen = 0, seen_at = $3, seen_by = $4, replaced_by = $5, settled_at = $6
WHERE force_id = $1 AND id = $2

-- name: unseen_ids_to
SELECT id FROM notices WHERE force_id = $1 AND addressee = $2 AND unseen = 1 ORDER BY id

-- name: readdress
UPDATE notices SET addressee = $3 WHERE force_id = $1 AND id = $2
