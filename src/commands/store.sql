-- name: forces
SELECT force_id, name FROM forces ORDER BY force_id
