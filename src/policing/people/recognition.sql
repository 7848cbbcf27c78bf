-- name: head
-- how far profiles have changed, and which model is in force
SELECT coalesce((SELECT max(changed) FROM person_profiles WHERE force_id = $1), 0),
       coalesce((SELECT max(number) FROM identity_models WHERE force_id = $1), 0)

-- name: decided_lately
-- how many mentions somebody said the person of, and how many of those persons were on the register before
SELECT coalesce((SELECT number FROM lane_registers WHERE force_id = $1 AND name = 'decided lately'), 0),
       coalesce((SELECT number FROM lane_registers WHERE force_id = $1 AND name = 'decided lately: known'), 0)

-- name: profiles_after
-- clearance: into the memory of the server, which asks each reader's clearance before it tells anything
SELECT f.profile, f.person_id, f.given_name, f.other_names, f.family_name, f.full_name, f.born, f.sex, f.phone, f.email,
       f.address, f.locality, f.postcode, f.place, f.identifier, f.other, f.changed,
       CASE WHEN f.off_at IS NULL AND p.off_at IS NULL THEN 0 ELSE 1 END,
       CASE WHEN f.name_kind = 'own' THEN 0 ELSE 1 END, p.visibility, p.owner, coalesce(g.head_id, f.person_id)
FROM person_profiles f
JOIN persons p ON p.force_id = f.force_id AND p.id = f.person_id
LEFT JOIN person_groups g ON g.force_id = f.force_id AND g.person_id = f.person_id
WHERE f.force_id = $1 AND (f.changed, f.profile) > ($2, $3)
ORDER BY f.changed, f.profile
LIMIT $4

-- name: grounds_after
-- clearance: into the memory of the server: by whom each of these profiles may be seen
-- CROSS JOIN is SQLite's word for an order of reading: otherwise it reads every mention of the force for each profile.
-- BETWEEN says again what the lines before it say, in the one form that PostgreSQL takes for a few rows: otherwise it
-- reads every mention of the force each time.
SELECT f.profile, r.visibility, r.owner
FROM person_profiles f
CROSS JOIN person_links l
CROSS JOIN mention_records mr
JOIN people_records r ON r.force_id = mr.force_id AND r.id = mr.record_id
WHERE l.force_id = f.force_id AND l.profile = f.profile AND l.undone_at IS NULL AND l.profile IS NOT NULL
  AND mr.force_id = l.force_id AND mr.mention_id = l.mention_id
  AND f.force_id = $1 AND (f.changed, f.profile) > ($2, $3) AND (f.changed, f.profile) <= ($4, $5)
  AND f.changed BETWEEN $2 AND $4
ORDER BY f.changed, f.profile

-- name: newest_model
-- of those up to $2
SELECT number, version, model FROM identity_models WHERE force_id = $1 AND number <= $2 ORDER BY number DESC LIMIT 1

-- name: insert_model
INSERT INTO identity_models (force_id, number, version, model, records, trained_at, trained_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: profiles_of
-- clearance: asked of each in memory before anything is told
SELECT profile FROM person_profiles WHERE force_id = $1 AND person_id = $2 AND off_at IS NULL
ORDER BY profile DESC LIMIT $3

-- name: source_of
SELECT source_id FROM person_profiles
WHERE force_id = $1 AND person_id = $2 AND source_id <> '' AND off_at IS NULL
ORDER BY profile LIMIT 1
