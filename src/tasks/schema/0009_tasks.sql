-- Tasks: who must do what by when; notices: who is told what. See src/tasks/tasks.hpp.
CREATE TABLE tasks (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    about_reference TEXT NOT NULL,
    raised_at BIGINT NOT NULL,
    raised_by TEXT NOT NULL,
    due_at BIGINT,
    done_at BIGINT,
    done_by TEXT,
    outcome TEXT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    CHECK ((done_at IS NULL) = (outcome IS NULL)),
    CHECK ((done_at IS NULL) = (done_by IS NULL))
);
-- What is to be done first stands first; what has no limit stands last.
CREATE INDEX tasks_of_owner ON tasks (force_id, owner, (coalesce(due_at, 9223372036854775807)), id)
    WHERE done_at IS NULL;
CREATE INDEX tasks_open ON tasks (force_id, (coalesce(due_at, 9223372036854775807)), id) WHERE done_at IS NULL;

-- A notice is for its addressee alone, whatever the clearance of others: its journal entries have visibility 3.
CREATE TABLE notices (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    addressee TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('warning', 'breach', 'escalation', 'task', 'message')),
    text TEXT NOT NULL,
    about_kind TEXT NOT NULL,
    about_id TEXT NOT NULL,
    about_reference TEXT NOT NULL,
    at BIGINT NOT NULL,
    unseen BIGINT NOT NULL CHECK (unseen IN (0, 1)),
    seen_at BIGINT,
    seen_by TEXT,
    PRIMARY KEY (force_id, id),
    CHECK ((unseen = 1) = (seen_at IS NULL)),
    CHECK ((seen_at IS NULL) = (seen_by IS NULL))
);
CREATE INDEX notices_of_addressee ON notices (force_id, addressee, unseen, at, id);

-- Owners that exist: accounts that are not disabled, and teams. What any other text owns is owned by nobody.
CREATE VIEW existing_owners AS
SELECT force_id, 'person:' || id AS owner, display_name AS name FROM accounts WHERE disabled_at IS NULL
UNION ALL
SELECT force_id, 'team:' || id AS owner, name FROM teams;

-- A task as it is read: with the names of its owner, of who raised and who finished it.
CREATE VIEW task_rows AS
SELECT k.force_id, k.id, k.kind, k.title, k.about_kind, k.about_id, k.about_reference, k.raised_at,
       coalesce(r.display_name, '') AS raised_by_name, k.due_at, k.done_at, d.display_name AS done_by_name, k.outcome,
       k.visibility, k.owner, coalesce(t.name, p.display_name, '') AS owner_name, k.version
FROM tasks k
LEFT JOIN accounts r ON r.force_id = k.force_id AND r.id = k.raised_by
LEFT JOIN accounts d ON d.force_id = k.force_id AND d.id = k.done_by
LEFT JOIN teams t ON t.force_id = k.force_id AND t.id = substr(k.owner, 6)
LEFT JOIN accounts p ON p.force_id = k.force_id AND p.id = substr(k.owner, 8);
