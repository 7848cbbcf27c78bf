-- name: insert_answer
INSERT INTO idempotency (force_id, account_id, idempotency_key, request_hash, status, answer, version, made_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)

-- name: first_answer
SELECT request_hash, status, answer, version FROM idempotency
WHERE force_id = $1 AND account_id = $2 AND idempotency_key = $3

-- name: delete_old_answers
DELETE FROM idempotency WHERE force_id = $1 AND (account_id, idempotency_key) IN (
    SELECT account_id, idempotency_key FROM idempotency
    WHERE force_id = $1 AND made_at < $2 ORDER BY made_at LIMIT 200)

-- name: oldest_answer
SELECT made_at FROM idempotency WHERE force_id = $1 ORDER BY made_at LIMIT 1
