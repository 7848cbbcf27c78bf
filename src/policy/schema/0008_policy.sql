-- Versions of the force's policy: the whole text as proposed, and who decided what on it. See src/policy/versions.hpp.
CREATE TABLE policies (
    force_id TEXT NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('proposed', 'active', 'withdrawn')),
    proposed_by TEXT NOT NULL,
    proposed_at BIGINT NOT NULL,
    reason TEXT NOT NULL,
    activated_by TEXT,
    activated_at BIGINT,
    effective_from BIGINT,
    withdrawn_by TEXT,
    withdrawn_at BIGINT,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, name),
    FOREIGN KEY (force_id, proposed_by) REFERENCES accounts (force_id, id),
    CHECK (state <> 'active' OR (activated_by IS NOT NULL AND activated_at IS NOT NULL AND effective_from IS NOT NULL))
);
CREATE INDEX policies_active ON policies (force_id, effective_from, activated_at) WHERE state = 'active';
