-- name: insert_contact
INSERT INTO contacts (force_id, id, received_on, number, channel, presented, state, received_at, answered_at, phone,
                      plain_phone, informant, interpreter, incident_id, incident_reference, handler, owner, visibility,
                      exercise, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 0, $13, $14, $15, $16, $17, $18, 1)

-- name: update_contact
UPDATE contacts
SET state = $3, answered_at = $4, ended_at = $5, phone = $6, plain_phone = $7, informant = $8, seen = $9, named = $10,
    contacted = $11, safe_when = $12, language = $13, interpreter = $14, incident_id = $15, incident_reference = $16,
    ended_because = $17, parked_because = $18, handler = $19, owner = $20, visibility = $21, version = $22
WHERE force_id = $1 AND id = $2

-- name: set_decision
UPDATE contacts SET decision = $3, decision_reason = $4, decided_by = $5, decided_at = $6
WHERE force_id = $1 AND id = $2

-- name: set_phone
-- what the caller said where nothing was presented; adding it makes nothing stale that others read
UPDATE contacts SET phone = $3, plain_phone = $4 WHERE force_id = $1 AND id = $2

-- name: one_contact
SELECT * FROM contact_rows
WHERE force_id = $1 AND id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)

-- name: list_contacts
-- $5 the reader's account for his own ones, empty for all
SELECT * FROM contact_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND state = $4 AND ($5 = '' OR handler = $5 OR owner = 'person:' || $5) AND (received_at, id) < ($6, $7)
ORDER BY received_at DESC, id DESC
LIMIT $8

-- name: abandoned_calls
SELECT * FROM contact_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND state = 'abandoned' AND (received_at, id) > ($4, $5)
ORDER BY received_at, id
LIMIT $6

-- name: other_contacts
SELECT e.id, e.received_on, e.number, e.presented, e.received_at, e.incident_reference
FROM contacts c
JOIN contacts e ON e.force_id = c.force_id AND e.plain_phone = c.plain_phone AND e.id <> c.id
WHERE c.force_id = $1 AND c.id = $2 AND (e.visibility <= $3 OR replace($4, ',' || e.owner || ',', '') <> $4)
  AND c.informant <> 'anonymous' AND e.informant <> 'anonymous'
ORDER BY e.received_at DESC, e.id DESC
LIMIT 5

-- name: contacts_since
-- clearance: a number only, of which the policy makes a repeat caller: counted as far as that
SELECT count(*) FROM (SELECT id FROM contacts
                      WHERE force_id = $1 AND plain_phone = $2 AND received_at >= $3 AND id <> $4
                        AND informant <> 'anonymous'
                      LIMIT $5) before

-- name: insert_answer
INSERT INTO contact_answers (force_id, contact_id, seq, question, answer) VALUES ($1, $2, $3, $4, $5)

-- name: newest_answers
SELECT a.question, a.answer FROM contact_answers a
WHERE a.force_id = $1 AND a.contact_id = $2
  AND a.seq = (SELECT max(n.seq) FROM contact_answers n
               WHERE n.force_id = a.force_id AND n.contact_id = a.contact_id AND n.question = a.question)
ORDER BY a.seq

-- name: insert_attempt
INSERT INTO contact_attempts (force_id, contact_id, seq, outcome, note, attempted_at, attempted_by)
VALUES ($1, $2, $3, $4, $5, $6, $7)

-- name: attempts_of
-- clearance: only of contacts that the reader was shown
SELECT a.attempted_at, a.attempted_by, coalesce(p.display_name, ''), a.outcome, a.note
FROM contact_attempts a
LEFT JOIN accounts p ON p.force_id = a.force_id AND p.id = a.attempted_by
WHERE a.force_id = $1 AND a.contact_id = $2
ORDER BY a.seq

-- name: owned_by_person
-- clearance: whoever disables an account moves all it owns, and sees none of it
SELECT id, visibility FROM contacts WHERE force_id = $1 AND owner = $2 AND owner < 'team:' ORDER BY id

-- name: set_owner
UPDATE contacts SET owner = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: set_visibility
UPDATE contacts SET visibility = $3 WHERE force_id = $1 AND id = $2

-- name: unowned_contacts
-- clearance: a number only
SELECT count(*) FROM contacts
WHERE force_id = $1 AND state IN ('live', 'parked', 'abandoned')
  AND owner NOT IN (SELECT e.owner FROM existing_owners e WHERE e.force_id = $1)
