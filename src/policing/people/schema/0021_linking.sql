-- Linking the whole register (link_register.hpp): one run after the other, and what the newest finished one found.

-- A run waits until a server takes it up; seen_at is its last sign of life, by which another server knows that it
-- stopped. model_number is the model's among the force's, 0 for the standard one.
CREATE TABLE linkings (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed', 'stopped')),
    stage TEXT NOT NULL,
    share DOUBLE PRECISION NOT NULL,
    model_number BIGINT NOT NULL,
    model TEXT NOT NULL,
    begun_at BIGINT NOT NULL,
    begun_by TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    ended_at BIGINT,
    failure TEXT,
    persons BIGINT NOT NULL,
    records BIGINT NOT NULL,
    compared BIGINT NOT NULL,
    pairs BIGINT NOT NULL,
    clusters BIGINT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    CHECK ((state IN ('waiting', 'running')) = (ended_at IS NULL)),
    CHECK ((state IN ('failed', 'stopped')) = (failure IS NOT NULL))
);
CREATE UNIQUE INDEX linkings_one_at_a_time ON linkings (force_id) WHERE ended_at IS NULL;

-- Two persons whom the run put into one cluster, person_a < person_b, numbered cluster by cluster, the surest cluster
-- first. weight is that of the two alone, probability counts what joins them by way of others; why explains the weight.
CREATE TABLE linked_pairs (
    force_id TEXT NOT NULL,
    linking_id TEXT NOT NULL,
    nr BIGINT NOT NULL,
    cluster BIGINT NOT NULL,
    person_a TEXT NOT NULL,
    person_b TEXT NOT NULL,
    probability DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (force_id, linking_id, nr),
    FOREIGN KEY (force_id, linking_id) REFERENCES linkings (force_id, id),
    FOREIGN KEY (force_id, person_a) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, person_b) REFERENCES persons (force_id, id),
    CHECK (person_a < person_b)
);
CREATE INDEX linked_pairs_of_cluster ON linked_pairs (force_id, linking_id, cluster, nr);
CREATE INDEX linked_pairs_of_two ON linked_pairs (force_id, linking_id, person_a, person_b);
