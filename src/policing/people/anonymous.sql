-- name: callers_of
-- clearance: whoever keeps the record keeps what it says of its caller
-- what was said of the caller, and of the person he is under another role: a victim who calls is one person
SELECT id, person_id, person_visibility, person_owner, visibility, owner FROM mention_rows
WHERE force_id = $1 AND record_id = $2 AND said_in = $2 AND anonymous = 0
  AND (role = 'caller'
       OR person_id IN (SELECT coalesce(s.person_id, c.person_id)
                        FROM mention_rows c
                        LEFT JOIN person_groups g ON g.force_id = c.force_id AND g.person_id = c.person_id
                        LEFT JOIN person_groups s ON s.force_id = g.force_id AND s.head_id = g.head_id
                        WHERE c.force_id = $1 AND c.record_id = $2 AND c.said_in = $2 AND c.role = 'caller'))
ORDER BY id

-- name: forget_involvements
DELETE FROM involvements WHERE force_id = $1 AND mention_id = $2

-- name: set_anonymous
UPDATE mentions SET anonymous = 1, phone_id = NULL, address_id = NULL, vehicle_id = NULL
WHERE force_id = $1 AND id = $2
