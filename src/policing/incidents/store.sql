-- name: insert_incident
INSERT INTO incidents (force_id, id, opened_on, number, status, grade, category, summary, place, latitude, longitude,
                       ward_code, borough_code, happened_at, opened_at, opened_by, visibility, owner, version, origin,
                       exercise, clock_fault, answered_at, graded_at)
VALUES ($1, $2, $3, $4, 'open', $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 1, 'live', 0, 0, $14, $14)

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
                       answered_at, graded_at, dispatched_at, mobile_at, arrived_at, cleared_at, closed_at)
VALUES ($1, $2, $3, $4, 'closed', $5, $6, $7, $8, $9, $10, $11, $12, $12, $13, 0, $14, 1, 'imported', $15, $16, $17,
        $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29)

-- name: replace_imported
UPDATE incidents
SET grade = $3, summary = $4, place = $5, latitude = $6, longitude = $7, ward_code = $8, borough_code = $9,
    happened_at = $10, opened_at = $10, exercise = $11, source_type = $12, source_unit = $13, source_digest = $14,
    clock_fault = $15, called_at = $16, answered_at = $17, graded_at = $18, dispatched_at = $19, mobile_at = $20,
    arrived_at = $21, cleared_at = $22, closed_at = $23, version = version + 1
WHERE force_id = $1 AND id = $2

-- name: incidents_after
-- clearance: verification compares every record, whoever may read it
-- Look-ups, not joins: PostgreSQL may keep a plan of when the journal was short, and read all of it for each page.
SELECT i.*, (SELECT c.content FROM journal_content c WHERE c.force_id = $1 AND c.position = i.opened_by_act) AS content
FROM (SELECT id, opened_on, number, grade, category, summary, place, latitude, longitude, ward_code, borough_code,
             happened_at, opened_at, opened_by, exercise, called_at, answered_at, graded_at, dispatched_at, mobile_at,
             arrived_at, cleared_at, closed_at, origin, status, source, source_id, source_type, source_unit,
             source_digest, clock_fault,
             CASE origin WHEN 'live' THEN (SELECT j.position FROM journal j
                                           WHERE j.force_id = incidents.force_id AND j.record_id = incidents.id
                                             AND j.seq = 1) END AS opened_by_act
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
