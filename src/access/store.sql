-- name: force_row
SELECT name, administration_team_id FROM forces WHERE force_id = $1

-- name: insert_force
INSERT INTO forces (force_id, name, administration_team_id, made_at, version) VALUES ($1, $2, $3, $4, 1)

-- name: team_by_id
-- clearance: for commands and the reader's own teams, which he sees because he is of them
SELECT id, name, visibility, owner, version FROM teams WHERE force_id = $1 AND id = $2

-- name: team_by_name
-- clearance: a name is unique whoever asks; inside a command only
SELECT id, name, visibility, owner, version FROM teams WHERE force_id = $1 AND folded_name = $2

-- name: teams_seen
SELECT id, name, visibility, owner, version FROM teams
WHERE force_id = $1 AND (visibility <= $2 OR replace($3, ',' || owner || ',', '') <> $3)
ORDER BY folded_name

-- name: insert_team
INSERT INTO teams (force_id, id, name, folded_name, made_at, visibility, owner, version)
VALUES ($1, $2, $3, $4, $5, 0, $6, 1)

-- name: raise_team
UPDATE teams SET version = version + 1 WHERE force_id = $1 AND id = $2

-- name: members_seen
SELECT m.team_id, a.id, a.username, a.display_name
FROM memberships m
JOIN accounts a ON a.force_id = m.force_id AND a.id = m.account_id
WHERE m.force_id = $1 AND m.from_at <= $2 AND (m.to_at IS NULL OR m.to_at > $2)
  AND (a.visibility <= $3 OR replace($4, ',' || a.owner || ',', '') <> $4)
ORDER BY m.team_id, a.folded_username

-- name: members_of_team_seen
SELECT a.id, a.username, a.display_name
FROM memberships m
JOIN accounts a ON a.force_id = m.force_id AND a.id = m.account_id
WHERE m.force_id = $1 AND m.team_id = $2 AND m.from_at <= $3 AND (m.to_at IS NULL OR m.to_at > $3)
  AND (a.visibility <= $4 OR replace($5, ',' || a.owner || ',', '') <> $5)
ORDER BY a.folded_username

-- name: account_by_id
-- clearance: for commands, sign-in and sessions; what is shown to others goes through accounts_seen or one_account_seen
SELECT id, kind, username, display_name, password_hash, clearance, home_team_id, made_at, disabled_at, visibility,
       owner, version
FROM accounts WHERE force_id = $1 AND id = $2

-- name: account_by_username
-- clearance: a username is unique whoever asks; for commands and sign-in
SELECT id, kind, username, display_name, password_hash, clearance, home_team_id, made_at, disabled_at, visibility,
       owner, version
FROM accounts WHERE force_id = $1 AND folded_username = $2

-- name: command_line_account
-- clearance: asked by the command line about itself
SELECT id FROM accounts WHERE force_id = $1 AND kind = 'command_line'

-- name: accounts_seen
SELECT id, kind, username, display_name, password_hash, clearance, home_team_id, made_at, disabled_at, visibility,
       owner, version
FROM accounts
WHERE force_id = $1 AND folded_username > $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)
ORDER BY folded_username
LIMIT $5

-- name: one_account_seen
SELECT id, kind, username, display_name, password_hash, clearance, home_team_id, made_at, disabled_at, visibility,
       owner, version
FROM accounts
WHERE force_id = $1 AND id = $2 AND (visibility <= $3 OR replace($4, ',' || owner || ',', '') <> $4)

-- name: insert_account
INSERT INTO accounts (force_id, id, kind, username, folded_username, display_name, password_hash, clearance,
                      home_team_id, made_at, visibility, owner, version)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'team:' || $9, 1)

-- name: set_disabled
UPDATE accounts SET disabled_at = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: set_home_team
UPDATE accounts SET home_team_id = $3, owner = 'team:' || $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: set_password
UPDATE accounts SET password_hash = $3, version = version + 1 WHERE force_id = $1 AND id = $2

-- name: set_password_quietly
-- The same password at another cost is no change that anybody else could see, so the version stays.
UPDATE accounts SET password_hash = $3 WHERE force_id = $1 AND id = $2

-- name: raise_account
UPDATE accounts SET version = version + 1 WHERE force_id = $1 AND id = $2

-- name: other_administrators
-- clearance: a number only
SELECT count(DISTINCT a.id)
FROM role_grants g
JOIN accounts a ON a.force_id = g.force_id AND a.id = g.account_id
WHERE g.force_id = $1 AND g.role = 'administrator' AND g.to_at IS NULL
  AND a.kind = 'person' AND a.disabled_at IS NULL AND a.id <> $2

-- name: roles_of
SELECT id, role, from_at, to_at FROM role_grants
WHERE force_id = $1 AND account_id = $2 AND (to_at IS NULL OR to_at > $3) ORDER BY from_at, id

-- name: insert_role
INSERT INTO role_grants (force_id, id, account_id, role, from_at, to_at) VALUES ($1, $2, $3, $4, $5, $6)

-- name: end_role
UPDATE role_grants SET to_at = $3 WHERE force_id = $1 AND id = $2

-- name: teams_of
-- clearance: a member knows his teams; for others the account was looked up under their clearance
SELECT m.id, t.id, t.name, m.from_at, m.to_at
FROM memberships m
JOIN teams t ON t.force_id = m.force_id AND t.id = m.team_id
WHERE m.force_id = $1 AND m.account_id = $2 AND (m.to_at IS NULL OR m.to_at > $3)
ORDER BY m.from_at, m.id

-- name: insert_membership
INSERT INTO memberships (force_id, id, account_id, team_id, from_at) VALUES ($1, $2, $3, $4, $5)

-- name: end_membership
UPDATE memberships SET to_at = $3 WHERE force_id = $1 AND id = $2

-- name: insert_session
INSERT INTO sessions (force_id, token_hash, id, account_id, made_at, last_seen_at, expires_at, idle_limit_ms, peer,
                      device)
VALUES ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9)

-- name: session_by_token
SELECT id, account_id, made_at, last_seen_at, expires_at, idle_limit_ms, locked_at, ended_at, device
FROM sessions WHERE force_id = $1 AND token_hash = $2

-- name: session_by_id
SELECT id, account_id, made_at, last_seen_at, expires_at, idle_limit_ms, locked_at, ended_at, device
FROM sessions WHERE force_id = $1 AND id = $2

-- name: set_locked
UPDATE sessions SET locked_at = $3 WHERE force_id = $1 AND id = $2

-- name: end_session
UPDATE sessions SET ended_at = $3 WHERE force_id = $1 AND id = $2 AND ended_at IS NULL

-- name: end_sessions_of
UPDATE sessions SET ended_at = $3 WHERE force_id = $1 AND account_id = $2 AND ended_at IS NULL AND id <> $4

-- name: set_last_seen
UPDATE sessions SET last_seen_at = $3 WHERE force_id = $1 AND id = $2 AND last_seen_at < $3

-- name: delete_dead_sessions
DELETE FROM sessions WHERE force_id = $1 AND id IN (
    SELECT id FROM sessions WHERE force_id = $1 AND expires_at < $2 ORDER BY expires_at LIMIT 200)

-- name: oldest_end
SELECT expires_at FROM sessions WHERE force_id = $1 ORDER BY expires_at LIMIT 1
