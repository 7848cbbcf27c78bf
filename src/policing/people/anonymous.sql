-- name: callers_of
-- clearance: whoever keeps the record keeps what it says of its caller
SELECT id, person_id, person_visibility, person_owner, visibility, owner FROM mention_rows
WHERE force_id = $1 AND record_id = $2 AND said_in = $2 AND role = 'caller' AND anonymous = 0
ORDER BY id

-- name: forget_involvements
DELETE FROM involvements WHERE force_id = $1 AND mention_id = $2

-- name: set_anonymous
UPDATE mentions SET anonymous = 1, phone_id = NULL, address_id = NULL, vehicle_id = NULL
WHERE force_id = $1 AND id = $2
