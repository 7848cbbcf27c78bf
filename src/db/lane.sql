-- What the write lane itself keeps.

-- name: take_turn
INSERT INTO lanes (force_id, turns) VALUES ($1, 1)
ON CONFLICT (force_id) DO UPDATE SET turns = lanes.turns + 1

-- name: read_register
SELECT number, text FROM lane_registers WHERE force_id = $1 AND name = $2

-- name: write_register
INSERT INTO lane_registers (force_id, name, number, text) VALUES ($1, $2, $3, $4)
ON CONFLICT (force_id, name) DO UPDATE SET number = excluded.number, text = excluded.text

-- name: applied_migrations
SELECT number, name, checksum FROM schema_migrations ORDER BY number

-- name: insert_migration
INSERT INTO schema_migrations (number, name, checksum) VALUES ($1, $2, $3)
