-- name: insert_incident
INSERT INTO incidents (force_id, id, opened_on, number, status, grade, category, summary, place, latitude, longitude,
                       ward_code, borough_code, happened_at, opened_at, opened_by, visibility, owner, version, origin,
                       exercise, clock_fault, called_at, answered_at, graded_at, type, level, level_title, limit_s,
                       clock_from, received_at, because, vulnerable, crime_suspected, policy_version, contact_id,
                       contact_reference)
VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, 'live', $18, 0, $19, $20,
        $14, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32)

-- name: update_incident
UPDATE incidents
SET status = $3, grade = $4, place = $5, latitude = $6, longitude = $7, ward_code = $8, borough_code = $9, owner = $10,
    version = $11, graded_at = $12, arrived_at = $13, closed_at = $14, level = $15, level_title = $16, limit_s = $17,
    clock_from = $18, because = $19, joined_to = $20, result = $21, closing_code = $22, qualifiers = $23,
    attended = $24, not_attended_reason = $25, transferred = $26, no_crime_reason = $27, closing_note = $28,
    vulnerable = $29, crime_suspected = $30, lowered = $31, policy_version = $32, type = $33, category = $34,
    visibility = $35
WHERE force_id = $1 AND id = $2

-- name: state_for_line
SELECT i.visibility, i.owner,
       coalesce((SELECT max(j.seq) FROM journal j WHERE j.force_id = i.force_id AND j.record_id = i.id), 0)
FROM incidents i
WHERE i.force_id = $1 AND i.id = $2
  AND (i.visibility <= $3 OR replace($4, ',' || i.owner || ',', '') <> $4)

-- name: one_incident
SELECT * FROM incident_rows
WHERE force_id = $1 AND id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)

-- name: list_with_status
SELECT * FROM incident_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND status = $4 AND (opened_at, id) < ($5, $6)
ORDER BY opened_at DESC, id DESC
LIMIT $7

-- name: list_all
SELECT * FROM (
    SELECT * FROM (
        SELECT * FROM incident_rows
        WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
          AND status = 'open' AND (opened_at, id) < ($4, $5)
        ORDER BY opened_at DESC, id DESC LIMIT $6) o
    UNION ALL
    SELECT * FROM (
        SELECT * FROM incident_rows
        WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
          AND status = 'closed' AND (opened_at, id) < ($4, $5)
        ORDER BY opened_at DESC, id DESC LIMIT $6) c
) both_kinds
ORDER BY opened_at DESC, id DESC
LIMIT $6

-- name: list_graded
-- $4 grade, $5 status ('all' is either)
SELECT * FROM (
    SELECT * FROM (
        SELECT * FROM incident_rows
        WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
          AND status = 'open' AND grade = $4 AND $5 IN ('open', 'all') AND (opened_at, id) < ($6, $7)
        ORDER BY opened_at DESC, id DESC LIMIT $8) o
    UNION ALL
    SELECT * FROM (
        SELECT * FROM incident_rows
        WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
          AND status = 'closed' AND grade = $4 AND $5 IN ('closed', 'all') AND (opened_at, id) < ($6, $7)
        ORDER BY opened_at DESC, id DESC LIMIT $8) c
) both_kinds
ORDER BY opened_at DESC, id DESC
LIMIT $8

-- name: list_by_number
-- Numbers begin again every day, so the index by day and number is asked once for each day there is. One that began
-- with the number would be written all over by every opening.
WITH RECURSIVE days AS (
    SELECT max(opened_on) AS day FROM incidents WHERE force_id = $1
    UNION ALL
    SELECT (SELECT max(opened_on) FROM incidents WHERE force_id = $1 AND opened_on < day) FROM days
    WHERE day IS NOT NULL
)
SELECT r.* FROM days CROSS JOIN incident_rows r
WHERE r.force_id = $1 AND (r.visibility <= $2 OR replace($3, ',' || r.owner || ',', '') <> $3)
  AND r.opened_on = day AND r.number = $4 AND ($5 = '' OR substr(day, 6) = $5)
ORDER BY r.opened_at DESC, r.id DESC
LIMIT $6

-- name: imported_before
SELECT id, opened_on, number, opened_by, source_digest FROM incidents
WHERE force_id = $1 AND source = $2 AND source_id = $3 AND visibility = 0

-- name: insert_imported
INSERT INTO incidents (force_id, id, opened_on, number, status, grade, summary, place, latitude, longitude, ward_code,
                       borough_code, happened_at, opened_at, opened_by, visibility, owner, version, origin, exercise,
                       source, source_id, source_type, source_unit, source_digest, clock_fault, called_at,
                       answered_at, graded_at, dispatched_at, mobile_at, arrived_at, cleared_at, closed_at, limit_s,
                       clock_from)
VALUES ($1, $2, $3, $4, 'closed', $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, 0, $14, 1, 'imported', $15, $16, $17,
        $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, coalesce($22, $23, $12))

-- name: replace_imported
UPDATE incidents
SET grade = $3, summary = $4, place = $5, latitude = $6, longitude = $7, ward_code = $8, borough_code = $9,
    happened_at = $10, opened_at = $10, exercise = $11, source_type = $12, source_unit = $13, source_digest = $14,
    clock_fault = $15, called_at = $16, answered_at = $17, graded_at = $18, dispatched_at = $19, mobile_at = $20,
    arrived_at = $21, cleared_at = $22, closed_at = $23, limit_s = $24, clock_from = coalesce($16, $17, $10),
    version = version + 1
WHERE force_id = $1 AND id = $2

-- name: incidents_after
-- The act is the newest that changed the incident, its opening when none did: lines and what deadlines tell change
-- nothing, and a change of owner tells only that.
-- clearance: verification compares every record, whoever may read it
-- Look-ups, not joins: PostgreSQL may keep a plan of when the journal was short, and read all of it for each page.
SELECT i.*, (SELECT c.content FROM journal_content c WHERE c.force_id = $1 AND c.position = i.told_by_act) AS content
FROM (SELECT id, opened_on, number, grade, category, summary, place, latitude, longitude, ward_code, borough_code,
             happened_at, opened_at, opened_by, exercise, called_at, answered_at, graded_at, dispatched_at, mobile_at,
             arrived_at, cleared_at, closed_at, origin, status, source, source_id, source_type, source_unit,
             source_digest, clock_fault, visibility, type, level, level_title, limit_s, clock_from, received_at,
             because, joined_to, result, closing_code, qualifiers, attended, not_attended_reason, transferred,
             no_crime_reason, closing_note, vulnerable, crime_suspected, lowered, contact_id, contact_reference,
             policy_version,
             CASE origin WHEN 'live' THEN (SELECT j.position FROM journal j
                                           WHERE j.force_id = incidents.force_id AND j.record_id = incidents.id
                                             AND substr(j.action, 1, 9) = 'incident.'
                                             AND j.action NOT IN ('incident.line_added', 'incident.owner_changed')
                                           ORDER BY j.seq DESC LIMIT 1) END AS told_by_act
      FROM incidents
      WHERE force_id = $1 AND id > $2
      ORDER BY id
      LIMIT 500) i
ORDER BY i.id

-- name: first_lost
-- clearance: verification compares every record, whoever may read it
SELECT j.position, j.record_id FROM journal j
WHERE j.force_id = $1 AND j.position > $2 AND j.position <= $3 AND j.action = 'incident.opened'
  AND NOT EXISTS (SELECT 1 FROM incidents i WHERE i.force_id = j.force_id AND i.id = j.record_id AND i.origin = 'live')
ORDER BY j.position
LIMIT 1

-- name: last_import
-- the newest act that tells the sum over imported incidents, with the sum that is kept to go on from
-- clearance: counts and hashes only
SELECT j.position,
       (SELECT c.content FROM journal_content c WHERE c.force_id = j.force_id AND c.position = j.position),
       (SELECT r.text FROM lane_registers r WHERE r.force_id = j.force_id AND r.name = 'imported incidents')
FROM journal j
WHERE j.force_id = $1 AND j.record_id = 'imported'
ORDER BY j.seq DESC
LIMIT 1

-- name: import_of
-- the act that last changed an imported incident, else the one of the instant in its id, which brought it
-- clearance: positions only
SELECT coalesce((SELECT max(position) FROM journal
                 WHERE force_id = $1 AND record_id = $2 AND action = 'incident.reimported'),
                (SELECT min(position) FROM journal
                 WHERE force_id = $1 AND record_id = 'imported' AND recorded_at = $3))

-- name: owned_by_person
-- clearance: whoever disables an account moves all it owns, and sees none of it
SELECT id, visibility FROM incidents WHERE force_id = $1 AND owner = $2 AND owner < 'team:' ORDER BY id

-- name: set_owner
UPDATE incidents SET owner = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: unowned_incidents
-- clearance: a number only
SELECT (SELECT count(*) FROM incidents i
        WHERE i.force_id = $1 AND i.owner < 'team:'
          AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.force_id = i.force_id AND a.id = substr(i.owner, 8)
                            AND substr(i.owner, 1, 7) = 'person:' AND a.disabled_at IS NULL))
     + (SELECT count(*) FROM incidents i
        WHERE i.force_id = $1 AND i.status = 'open' AND i.owner >= 'team:'
          AND NOT EXISTS (SELECT 1 FROM teams t WHERE t.force_id = i.force_id AND t.id = substr(i.owner, 6)
                            AND substr(i.owner, 1, 5) = 'team:'))

-- name: open_since
-- $4 opened at or after, newest first
SELECT * FROM incident_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
  AND status = 'open' AND opened_at >= $4
ORDER BY opened_at DESC, id DESC
LIMIT 2000

-- name: joined_to
SELECT * FROM incident_rows
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3) AND joined_to = $4
ORDER BY opened_at, id

-- name: has_duplicates
-- clearance: a number only, of a record the caller has read
SELECT count(*) FROM incidents WHERE force_id = $1 AND joined_to = $2

-- name: insert_answer
INSERT INTO incident_answers (force_id, incident_id, seq, question, answer, not_known, recorded_at, recorded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: answers_of
-- clearance: the caller has read the incident; names of accounts stand beside every record
SELECT n.seq, n.question, n.answer, n.not_known, n.recorded_at, n.recorded_by, coalesce(a.display_name, '')
FROM incident_answers n
LEFT JOIN accounts a ON a.force_id = n.force_id AND a.id = n.recorded_by
WHERE n.force_id = $1 AND n.incident_id = $2
  AND n.seq = (SELECT max(m.seq) FROM incident_answers m
               WHERE m.force_id = n.force_id AND m.incident_id = n.incident_id AND m.question = n.question)
ORDER BY n.seq

-- name: insert_place
INSERT INTO incident_places (force_id, incident_id, seq, kind, place, latitude, longitude, source, confidence,
                             confirmed, recorded_at, recorded_by)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT (force_id, incident_id, seq) DO NOTHING

-- name: places_of
-- clearance: the caller has read the incident; names of accounts stand beside every record
SELECT l.seq, l.kind, l.place, l.latitude, l.longitude, l.source, l.confidence, l.confirmed, l.recorded_at,
       l.recorded_by, coalesce(a.display_name, '')
FROM incident_places l
LEFT JOIN accounts a ON a.force_id = l.force_id AND a.id = l.recorded_by
WHERE l.force_id = $1 AND l.incident_id = $2
ORDER BY l.seq

-- name: insert_assessment
INSERT INTO incident_assessments (force_id, incident_id, seq, said, recorded_at, recorded_by)
VALUES ($1, $2, $3, $4, $5, $6)

-- name: assessments_of
-- clearance: the caller has read the incident; names of accounts stand beside every record
SELECT s.seq, s.said, s.recorded_at, s.recorded_by, coalesce(a.display_name, '')
FROM incident_assessments s
LEFT JOIN accounts a ON a.force_id = s.force_id AND a.id = s.recorded_by
WHERE s.force_id = $1 AND s.incident_id = $2
ORDER BY s.seq DESC

-- name: insert_grade_change
INSERT INTO grade_changes (force_id, id, incident_id, seq, from_level, from_title, to_level, to_title, reason, state,
                           asked_by, asked_at, policy_version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: decide_grade_change
UPDATE grade_changes SET state = $3, decided_by = $4, decided_at = $5, decision_reason = $6
WHERE force_id = $1 AND id = $2

-- name: grade_changes_of
-- clearance: the caller has read the incident; names of accounts stand beside every record
SELECT g.id, g.from_level, g.from_title, g.to_level, g.to_title, g.reason, g.state, g.asked_by,
       coalesce(a.display_name, ''), g.asked_at, g.decided_by, coalesce(d.display_name, ''), g.decided_at,
       g.decision_reason, g.policy_version
FROM grade_changes g
LEFT JOIN accounts a ON a.force_id = g.force_id AND a.id = g.asked_by
LEFT JOIN accounts d ON d.force_id = g.force_id AND d.id = g.decided_by
WHERE g.force_id = $1 AND g.incident_id = $2
ORDER BY g.seq, g.id

-- name: insert_contact
INSERT INTO incident_contacts (force_id, incident_id, contact_id, contact_reference, added_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (force_id, incident_id, contact_id) DO NOTHING

-- name: contacts_of
-- $2 the incident or a duplicate joined to it. Its own contact first.
-- clearance: the caller has read the incident
SELECT i.contact_id, i.contact_reference, i.opened_at, 1
FROM incidents i WHERE i.force_id = $1 AND i.id = $2 AND i.contact_id IS NOT NULL
UNION ALL
SELECT c.contact_id, c.contact_reference, c.added_at, 0
FROM incident_contacts c WHERE c.force_id = $1 AND c.incident_id = $2
ORDER BY 3, 1

-- name: insert_crime
INSERT INTO incident_crimes (force_id, incident_id, crime_id, crime_reference, raised_at)
VALUES ($1, $2, $3, $4, $5)
ON CONFLICT (force_id, incident_id, crime_id) DO NOTHING

-- name: crimes_of
SELECT crime_id, crime_reference FROM incident_crimes WHERE force_id = $1 AND incident_id = $2
ORDER BY raised_at, crime_id

-- name: insert_typed_twice
INSERT INTO typed_twice (force_id, id, kind, subject, record_kind, record_id, record_reference, typed_by, typed_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)

-- name: count_typed_twice
SELECT count(*) FROM typed_twice WHERE force_id = $1

-- name: newest_typed_twice
-- clearance: a kind of field and a reference, never what was typed
SELECT y.kind, y.subject, y.record_kind, y.record_id, y.record_reference, y.typed_by, coalesce(a.display_name, ''),
       y.typed_at
FROM typed_twice y
LEFT JOIN accounts a ON a.force_id = y.force_id AND a.id = y.typed_by
WHERE y.force_id = $1
ORDER BY y.id DESC
LIMIT 50
