-- The journal: what happened, chained. See src/journal/journal.hpp for what is promised.
CREATE TABLE journal (
    force_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    kind TEXT NOT NULL,
    record_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    action TEXT NOT NULL,
    actor TEXT NOT NULL,
    role TEXT NOT NULL,
    reason TEXT NOT NULL,
    happened_at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    policy_version TEXT NOT NULL,
    visibility BIGINT NOT NULL,
    owner TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (force_id, position)
);
CREATE UNIQUE INDEX journal_of_record ON journal (force_id, record_id, seq);

-- What erasure deletes: salt and content become NULL and erased_by names the act that did it.
CREATE TABLE journal_content (
    force_id TEXT NOT NULL,
    position BIGINT NOT NULL,
    salt TEXT,
    content TEXT,
    erased_by BIGINT,
    PRIMARY KEY (force_id, position),
    CHECK ((salt IS NULL) = (content IS NULL)),
    CHECK ((content IS NULL) = (erased_by IS NOT NULL))
);

-- One Merkle root over the hashes of positions first to last.
CREATE TABLE journal_seals (
    force_id TEXT NOT NULL,
    last_position BIGINT NOT NULL,
    first_position BIGINT NOT NULL,
    root TEXT NOT NULL,
    sealed_at BIGINT NOT NULL,
    PRIMARY KEY (force_id, last_position)
);
