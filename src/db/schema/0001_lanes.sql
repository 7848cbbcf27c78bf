-- The write lane: whose turn it is, and the small numbers kept under it. See src/db/database.hpp.
-- PostgreSQL: a batch begins by updating its force's row, so that servers take turns. SQLite has one writer anyway.
CREATE TABLE lanes (
    force_id TEXT PRIMARY KEY NOT NULL,
    turns BIGINT NOT NULL
);

CREATE TABLE lane_registers (
    force_id TEXT NOT NULL,
    name TEXT NOT NULL,
    number BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (force_id, name)
);
