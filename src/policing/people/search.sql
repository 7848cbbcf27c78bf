-- name: named_exactly
-- persons whose name is written with these very letters
SELECT n.person_id, n.written, n.name_key, p.given_name, p.other_names, p.family_name, p.born
FROM person_names n
JOIN persons p ON p.force_id = n.force_id AND p.id = n.person_id
WHERE n.force_id = $1 AND n.name_key = $4 AND n.written = $5
  AND (p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
ORDER BY n.name_key, n.written, n.person_id
LIMIT $6

-- name: named_like
-- $4 to $5: what was typed is the name or begins it; the name itself stands first
SELECT n.person_id, n.written, n.name_key, p.given_name, p.other_names, p.family_name, p.born
FROM person_names n
JOIN persons p ON p.force_id = n.force_id AND p.id = n.person_id
WHERE n.force_id = $1 AND n.name_key >= $4 AND n.name_key < $5
  AND (p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
ORDER BY n.name_key, n.written, n.person_id
LIMIT $6

-- name: named_like_born
-- the same, of those born on $7; $8: only keys up to this one, so that nobody comes twice where no name was typed
SELECT n.person_id, n.written, n.name_key, p.given_name, p.other_names, p.family_name, p.born
FROM person_names n
JOIN persons p ON p.force_id = n.force_id AND p.id = n.person_id
WHERE n.force_id = $1 AND n.born = $7 AND n.name_key >= $4 AND n.name_key < $5 AND n.nth <= $8
  AND (p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
ORDER BY n.name_key, n.written, n.person_id
LIMIT $6

-- name: phones_like
SELECT s.id, s.number, s.number FROM phones s
WHERE s.force_id = $1 AND s.number >= $4 AND s.number < $5
  AND (EXISTS (SELECT 1 FROM involvements i JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
               WHERE i.force_id = s.force_id AND i.subject_id = s.id
                 AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3))
       OR EXISTS (SELECT 1 FROM markers k WHERE k.force_id = s.force_id AND k.subject_id = s.id
                    AND k.removed_at IS NULL AND (k.visibility <= $2 OR replace($3, ',' || k.owner || ',', '') <> $3)))
ORDER BY s.number
LIMIT $6

-- name: vehicles_like
SELECT s.id, s.registration, s.title FROM vehicles s
WHERE s.force_id = $1 AND s.registration >= $4 AND s.registration < $5
  AND (EXISTS (SELECT 1 FROM involvements i JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
               WHERE i.force_id = s.force_id AND i.subject_id = s.id
                 AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3))
       OR EXISTS (SELECT 1 FROM markers k WHERE k.force_id = s.force_id AND k.subject_id = s.id
                    AND k.removed_at IS NULL AND (k.visibility <= $2 OR replace($3, ',' || k.owner || ',', '') <> $3)))
ORDER BY s.registration
LIMIT $6

-- name: addresses_like
-- $7 flat and $8 postcode, '' when not typed
SELECT s.id, c.address_key, s.title, c.nth, s.flat, s.postcode
FROM address_keys c
JOIN addresses s ON s.force_id = c.force_id AND s.id = c.address_id
WHERE c.force_id = $1 AND c.address_key >= $4 AND c.address_key < $5
  AND ($7 = '' OR c.flat = $7) AND ($8 = '' OR s.postcode = $8)
  AND (EXISTS (SELECT 1 FROM involvements i JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
               WHERE i.force_id = s.force_id AND i.subject_id = s.id
                 AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3))
       OR EXISTS (SELECT 1 FROM markers k WHERE k.force_id = s.force_id AND k.subject_id = s.id
                    AND k.removed_at IS NULL AND (k.visibility <= $2 OR replace($3, ',' || k.owner || ',', '') <> $3)))
ORDER BY c.address_key, c.nth, c.flat, c.address_id
LIMIT $6

-- name: addresses_of_postcode
SELECT s.id, s.folded, s.title, 0, s.flat, s.postcode
FROM addresses s
WHERE s.force_id = $1 AND s.postcode >= $4 AND s.postcode < $5
  AND (EXISTS (SELECT 1 FROM involvements i JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
               WHERE i.force_id = s.force_id AND i.subject_id = s.id
                 AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3))
       OR EXISTS (SELECT 1 FROM markers k WHERE k.force_id = s.force_id AND k.subject_id = s.id
                    AND k.removed_at IS NULL AND (k.visibility <= $2 OR replace($3, ',' || k.owner || ',', '') <> $3)))
ORDER BY s.postcode, s.folded, s.flat, s.id
LIMIT $6

-- name: persons_with
-- who was named with a subject, in how many events, in the newest 200 records this reader may see; those born on the
-- day that was typed first, and nobody left out for another: it may have been misheard
SELECT u.person_id, p.given_name, p.other_names, p.family_name, p.born, u.events, u.were_read
FROM (SELECT w.person_id, count(DISTINCT w.chain_id) AS events, max(w.involved_at) AS last_at,
             CAST(sum(count(*)) OVER () AS BIGINT) AS were_read
      FROM (SELECT person_id, chain_id, involved_at FROM used_with
            WHERE force_id = $1 AND subject_id = $4
              AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
            ORDER BY involved_at DESC LIMIT 200) w
      GROUP BY w.person_id) u
JOIN persons p ON p.force_id = $1 AND p.id = u.person_id
WHERE (p.visibility <= $2 OR replace($3, ',' || p.owner || ',', '') <> $3)
ORDER BY CASE WHEN $6 = '' OR p.born = $6 THEN 0 WHEN p.born = '' THEN 1 ELSE 2 END,
         u.events DESC, u.last_at DESC, u.person_id
LIMIT $5

-- name: history_of
-- the newest 200 records this reader may see, and that do not lead to somebody relocated since
-- $5: 1 for who keeps such persons apart; the line of their records says no place to others, however they came there
SELECT i.role, r.kind, r.id, r.reference, i.involved_at,
       CASE WHEN CAST($5 AS BIGINT) = 0
                 AND r.kind <> 'people_file'
                 AND EXISTS (SELECT 1 FROM hidden_records h WHERE h.force_id = r.force_id AND h.record_id = r.id
                                                            AND h.person_id <> i.subject_id)
            THEN r.reference ELSE r.line END,
       r.chain_id
FROM involvements i
JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
WHERE i.force_id = $1 AND i.subject_id = $4
  AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3)
  AND NOT EXISTS (SELECT 1 FROM hidden_records h WHERE h.force_id = r.force_id AND h.record_id = r.id
                    AND r.kind <> 'people_file' AND h.visibility > $2
                    AND replace($3, ',' || h.owner || ',', '') = $3 AND replace($3, ',' || r.owner || ',', '') = $3)
  AND NOT EXISTS (SELECT 1 FROM hidden_mentions h WHERE h.force_id = r.force_id AND h.mention_id = i.mention_id
                    AND h.visibility > $2 AND replace($3, ',' || h.owner || ',', '') = $3
                    AND replace($3, ',' || r.owner || ',', '') = $3)
ORDER BY i.involved_at DESC, i.record_id DESC
LIMIT 200

-- name: home_postcode
-- whether an address with a postcode was named with this person
SELECT s.postcode
FROM involvements i
JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
JOIN mentions m ON m.force_id = i.force_id AND m.id = i.mention_id
JOIN addresses s ON s.force_id = m.force_id AND s.id = m.address_id
WHERE i.force_id = $1 AND i.subject_id = $4 AND s.postcode <> ''
  AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3)
  AND NOT EXISTS (SELECT 1 FROM hidden_records h WHERE h.force_id = r.force_id AND h.record_id = r.id
                    AND r.kind <> 'people_file' AND h.visibility > $2
                    AND replace($3, ',' || h.owner || ',', '') = $3 AND replace($3, ',' || r.owner || ',', '') = $3)
  AND NOT EXISTS (SELECT 1 FROM hidden_mentions h WHERE h.force_id = r.force_id AND h.mention_id = m.id
                    AND h.visibility > $2 AND replace($3, ',' || h.owner || ',', '') = $3
                    AND replace($3, ',' || r.owner || ',', '') = $3)
LIMIT 1

-- name: used_by
-- numbers, addresses and vehicles named with a person in records this reader may see
SELECT o.kind, o.subject_id, max(o.involved_at) AS last_at,
       coalesce(max(t.number), max(s.title), max(v.title), '')
FROM person_links l
CROSS JOIN involvements o
JOIN people_records r ON r.force_id = o.force_id AND r.id = o.record_id
LEFT JOIN phones t ON t.force_id = o.force_id AND t.id = o.subject_id
LEFT JOIN addresses s ON s.force_id = o.force_id AND s.id = o.subject_id
LEFT JOIN vehicles v ON v.force_id = o.force_id AND v.id = o.subject_id
WHERE l.force_id = $1 AND l.person_id = $4 AND l.undone_at IS NULL
  AND o.force_id = l.force_id AND o.mention_id = l.mention_id AND o.kind <> 'person'
  AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3)
  AND NOT EXISTS (SELECT 1 FROM hidden_records h WHERE h.force_id = r.force_id AND h.record_id = r.id
                    AND r.kind <> 'people_file' AND h.visibility > $2
                    AND replace($3, ',' || h.owner || ',', '') = $3 AND replace($3, ',' || r.owner || ',', '') = $3)
  AND NOT EXISTS (SELECT 1 FROM hidden_mentions h WHERE h.force_id = r.force_id AND h.mention_id = o.mention_id
                    AND h.visibility > $2 AND replace($3, ',' || h.owner || ',', '') = $3
                    AND replace($3, ',' || r.owner || ',', '') = $3)
GROUP BY o.kind, o.subject_id
ORDER BY last_at DESC, o.subject_id
LIMIT 50
