-- Who may act: forces, teams, accounts, what they may do and from when to when. See src/access/accounts.hpp.
CREATE TABLE forces (
    force_id TEXT NOT NULL,
    name TEXT NOT NULL,
    administration_team_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id)
);

CREATE TABLE teams (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    folded_name TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, folded_name),
    FOREIGN KEY (force_id) REFERENCES forces (force_id)
);

-- An account is owned by its home team: that is who answers for it, and who gets what a disabled account owned.
CREATE TABLE accounts (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('person', 'service', 'command_line')),
    username TEXT NOT NULL,
    folded_username TEXT NOT NULL,
    display_name TEXT NOT NULL,
    password_hash TEXT,
    clearance BIGINT NOT NULL CHECK (clearance IN (0, 1, 2)),
    home_team_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    disabled_at BIGINT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL CHECK (owner = 'team:' || home_team_id),
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    UNIQUE (force_id, folded_username),
    FOREIGN KEY (force_id, home_team_id) REFERENCES teams (force_id, id),
    CHECK ((password_hash IS NOT NULL) = (kind = 'person'))
);
CREATE UNIQUE INDEX accounts_one_command_line ON accounts (force_id) WHERE kind = 'command_line';

CREATE TABLE memberships (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    team_id TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, account_id) REFERENCES accounts (force_id, id),
    FOREIGN KEY (force_id, team_id) REFERENCES teams (force_id, id),
    CHECK (to_at IS NULL OR to_at >= from_at)
);
CREATE UNIQUE INDEX memberships_open ON memberships (force_id, account_id, team_id) WHERE to_at IS NULL;
CREATE INDEX memberships_of_team ON memberships (force_id, team_id);

CREATE TABLE role_grants (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    role TEXT NOT NULL,
    from_at BIGINT NOT NULL,
    to_at BIGINT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, account_id) REFERENCES accounts (force_id, id),
    CHECK (to_at IS NULL OR to_at >= from_at)
);
CREATE INDEX role_grants_of_account ON role_grants (force_id, account_id);
CREATE INDEX role_grants_of_role ON role_grants (force_id, role);

-- A browser's session or a program's token. Only the SHA-256 of the token is kept. idle_limit_ms NULL: no idle limit.
CREATE TABLE sessions (
    force_id TEXT NOT NULL,
    token_hash TEXT NOT NULL,
    id TEXT NOT NULL,
    account_id TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    last_seen_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    idle_limit_ms BIGINT,
    locked_at BIGINT,
    ended_at BIGINT,
    peer TEXT NOT NULL,
    device TEXT NOT NULL,
    PRIMARY KEY (force_id, token_hash),
    UNIQUE (force_id, id),
    FOREIGN KEY (force_id, account_id) REFERENCES accounts (force_id, id)
);
CREATE INDEX sessions_of_account ON sessions (force_id, account_id) WHERE ended_at IS NULL;
CREATE INDEX sessions_by_end ON sessions (force_id, expires_at);
