-- name: insert_never_link
INSERT INTO never_links (force_id, id, kind, person_id, other_id, since_at, reason, review_on, set_at, set_by,
                         visibility, owner, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 1)

-- name: remove_never_link
UPDATE never_links SET removed_at = $3, removed_by = $4, remove_reason = $5, version = version + 1
WHERE force_id = $1 AND id = $2 AND removed_at IS NULL

-- name: never_links_seen
-- $4: this one or, when it is '', all after $5
SELECT n.id, n.kind, n.person_id, p.given_name, p.other_names, p.family_name, p.born,
       n.other_id, o.given_name, o.other_names, o.family_name, coalesce(o.born, ''),
       n.since_at, n.reason, n.review_on, n.set_at, coalesce(a.display_name, ''), n.visibility, n.version, n.owner
FROM never_links n
JOIN persons p ON p.force_id = n.force_id AND p.id = n.person_id
LEFT JOIN persons o ON o.force_id = n.force_id AND o.id = n.other_id
LEFT JOIN accounts a ON a.force_id = n.force_id AND a.id = n.set_by
WHERE n.force_id = $1 AND n.removed_at IS NULL AND (n.id = $4 OR $4 = '') AND n.id > $5
  AND (n.visibility <= $2 OR replace($3, ',' || n.owner || ',', '') <> $3)
  AND (p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
  AND (o.id IS NULL OR o.visibility <= $2 OR replace($3, ',' || o.owner || ',', '') <> $3)
ORDER BY n.id
LIMIT $6

-- name: same_never_link
-- whether the very same stands already, of those that whoever asks may know; he sees both persons
SELECT 1 FROM never_links
WHERE force_id = $1 AND person_id = $2 AND coalesce(other_id, '') = $3 AND kind = $4 AND removed_at IS NULL
  AND (visibility <= $5 OR replace($6, ',' || owner || ',', '') <> $6)
LIMIT 1

-- name: hidden_of
-- clearance: hides those of the ids in $2 (between commas), and shows nothing of them
SELECT n.person_id, coalesce(n.other_id, ''), p.given_name, p.other_names, p.family_name, p.born
FROM never_links n
JOIN persons p ON p.force_id = n.force_id AND p.id = n.person_id
WHERE n.force_id = $1 AND n.removed_at IS NULL AND replace($2, ',' || n.person_id || ',', ',') <> $2
ORDER BY n.id

-- name: name_of_person
-- clearance: of somebody found already, to compare with what was typed
SELECT given_name, other_names, family_name, born FROM persons WHERE force_id = $1 AND id = $2

-- name: leads_to_hidden
-- whether a record tells where somebody relocated is, and that is not for this reader
SELECT count(*) FROM hidden_records h
JOIN people_records r ON r.force_id = h.force_id AND r.id = h.record_id
WHERE h.force_id = $1 AND h.record_id = $2 AND h.visibility > $3 AND replace($4, ',' || h.owner || ',', '') = $4
  AND replace($4, ',' || r.owner || ',', '') = $4

-- name: mentions_to_hide
-- of a file of many persons: what was said there of somebody relocated, and is not for this reader
SELECT h.mention_id FROM mention_records mr
JOIN hidden_mentions h ON h.force_id = mr.force_id AND h.mention_id = mr.mention_id
JOIN people_records r ON r.force_id = mr.force_id AND r.id = mr.record_id
WHERE mr.force_id = $1 AND mr.record_id = $2 AND h.visibility > $3 AND replace($4, ',' || h.owner || ',', '') = $4
  AND replace($4, ',' || r.owner || ',', '') = $4

-- name: hidden_in
-- clearance: narrows their records, and shows none
-- CROSS JOIN is SQLite's word for an order of reading: otherwise it reads every link of the force
SELECT DISTINCT l.person_id
FROM mention_records mr
CROSS JOIN person_links l
CROSS JOIN never_links n
WHERE mr.force_id = $1 AND mr.record_id = $2 AND l.force_id = mr.force_id AND l.mention_id = mr.mention_id
  AND l.undone_at IS NULL AND n.force_id = l.force_id AND n.person_id = l.person_id AND n.removed_at IS NULL
ORDER BY l.person_id

-- name: hidden_too_open
-- clearance: records that more may see than may know of the never-link are narrowed, and shown to nobody
-- as in the view hidden_records, which is read by record; CROSS JOIN is SQLite's word for an order of reading
SELECT r.kind, r.id, r.reference, max(n.visibility)
FROM never_links n
CROSS JOIN person_links l
CROSS JOIN mention_records mr
CROSS JOIN people_records r
WHERE n.force_id = $1 AND n.person_id = $2 AND n.removed_at IS NULL AND l.force_id = n.force_id
  AND l.person_id = n.person_id AND l.undone_at IS NULL AND mr.force_id = l.force_id AND mr.mention_id = l.mention_id
  AND n.since_at <= mr.since_at AND r.force_id = mr.force_id AND r.id = mr.record_id AND r.kind <> 'people_file'
  AND r.visibility < n.visibility
GROUP BY r.kind, r.id, r.reference
ORDER BY r.id

-- name: all_hidden
-- clearance: hides them, and shows none
SELECT person_id FROM never_links WHERE force_id = $1 AND removed_at IS NULL
