-- name: insert_policy
INSERT INTO policies (force_id, name, text, state, proposed_by, proposed_at, reason, activated_by, activated_at,
                      effective_from, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, 1)

-- name: set_activated
UPDATE policies SET state = 'active', activated_by = $3, activated_at = $4, effective_from = $5, version = version + 1
WHERE force_id = $1 AND name = $2

-- name: set_withdrawn
UPDATE policies SET state = 'withdrawn', withdrawn_by = $3, withdrawn_at = $4, version = version + 1
WHERE force_id = $1 AND name = $2

-- name: policy_text
SELECT text FROM policies WHERE force_id = $1 AND name = $2

-- name: active_policies
SELECT name, effective_from FROM policies WHERE force_id = $1 AND state = 'active'
ORDER BY effective_from NULLS LAST, activated_at NULLS LAST, name

-- name: policy_row
-- clearance: the name of who decided on a policy is part of the decision
SELECT p.name, p.state, p.proposed_by, a.display_name, p.proposed_at, p.reason, p.activated_by,
       (SELECT b.display_name FROM accounts b WHERE b.force_id = p.force_id AND b.id = p.activated_by), p.activated_at,
       p.effective_from, p.withdrawn_at, p.version
FROM policies p JOIN accounts a ON a.force_id = p.force_id AND a.id = p.proposed_by
WHERE p.force_id = $1 AND p.name = $2

-- name: policy_rows
-- clearance: the name of who decided on a policy is part of the decision
SELECT p.name, p.state, p.proposed_by, a.display_name, p.proposed_at, p.reason, p.activated_by,
       (SELECT b.display_name FROM accounts b WHERE b.force_id = p.force_id AND b.id = p.activated_by), p.activated_at,
       p.effective_from, p.withdrawn_at, p.version
FROM policies p JOIN accounts a ON a.force_id = p.force_id AND a.id = p.proposed_by
WHERE p.force_id = $1
ORDER BY p.proposed_at DESC, p.name DESC
