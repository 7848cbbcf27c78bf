-- Which records of persons are one person (merge.hpp, review.hpp), and who is never seen beside whom (never_link.hpp).

-- What people decided about two records, person_a < person_b. An undone one stays; at most one of a pair is in force.
-- model, probability and weight are what was shown to whoever decided; model is '' where nothing was.
CREATE TABLE identity_decisions (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_a TEXT NOT NULL,
    person_b TEXT NOT NULL,
    decision TEXT NOT NULL CHECK (decision IN ('same', 'different')),
    reason TEXT NOT NULL,
    model TEXT NOT NULL,
    probability DOUBLE PRECISION,
    weight DOUBLE PRECISION,
    decided_at BIGINT NOT NULL,
    decided_by TEXT NOT NULL,
    undone_at BIGINT,
    undone_by TEXT,
    undo_reason TEXT,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, person_a) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, person_b) REFERENCES persons (force_id, id),
    CHECK (person_a < person_b),
    CHECK ((undone_at IS NULL) = (undo_reason IS NULL))
);
CREATE UNIQUE INDEX identity_decisions_in_force ON identity_decisions (force_id, person_a, person_b)
WHERE undone_at IS NULL;
CREATE INDEX identity_decisions_of_second ON identity_decisions (force_id, person_b) WHERE undone_at IS NULL;
CREATE INDEX identity_decisions_newest ON identity_decisions (force_id, decided_at);

-- What follows from the decisions "same" in force: records joined by them, each with the oldest of its group. Nothing
-- else is kept of a join, so that taking it back leaves no trace. Records that stand alone have no row.
CREATE TABLE person_groups (
    force_id TEXT NOT NULL,
    person_id TEXT NOT NULL,
    head_id TEXT NOT NULL,
    PRIMARY KEY (force_id, person_id),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, head_id) REFERENCES persons (force_id, id)
);
CREATE INDEX person_groups_of_head ON person_groups (force_id, head_id, person_id);

-- Pairs that may be one person, for a person to decide. why is the explanation as it was shown.
CREATE TABLE review_pairs (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    person_a TEXT NOT NULL,
    person_b TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'postponed', 'decided')),
    probability DOUBLE PRECISION NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    model TEXT NOT NULL,
    why TEXT NOT NULL,
    found_at BIGINT NOT NULL,
    postponed_until TEXT,
    postponed_because TEXT,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, person_a) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, person_b) REFERENCES persons (force_id, id),
    CHECK (person_a < person_b),
    CHECK ((state = 'postponed') = (postponed_until IS NOT NULL))
);
CREATE UNIQUE INDEX review_pairs_once ON review_pairs (force_id, person_a, person_b);
CREATE INDEX review_pairs_of_second ON review_pairs (force_id, person_b);
CREATE INDEX review_pairs_surest ON review_pairs (force_id, probability DESC, id DESC) WHERE state <> 'decided';

-- How far the register was read for pairs: the last profile, in the order of their changes.
CREATE TABLE review_progress (
    force_id TEXT NOT NULL,
    changed BIGINT NOT NULL,
    profile BIGINT NOT NULL,
    PRIMARY KEY (force_id)
);

-- Who is never proposed, joined or shown beside whom. person_id is whoever is hidden; other_id from whom, nothing: from
-- everybody. since_at: what was said of a relocated victim from then on is for few.
CREATE TABLE never_links (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('protected_person', 'gender_recognition', 'relocated_victim')),
    person_id TEXT NOT NULL,
    other_id TEXT,
    since_at BIGINT,
    reason TEXT NOT NULL,
    review_on TEXT NOT NULL,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    removed_at BIGINT,
    removed_by TEXT,
    remove_reason TEXT,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    owner TEXT NOT NULL,
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    FOREIGN KEY (force_id, person_id) REFERENCES persons (force_id, id),
    FOREIGN KEY (force_id, other_id) REFERENCES persons (force_id, id),
    CHECK (person_id <> other_id),
    CHECK ((kind = 'relocated_victim') = (since_at IS NOT NULL)),
    CHECK ((removed_at IS NULL) = (remove_reason IS NULL))
);
CREATE INDEX never_links_hiding ON never_links (force_id, person_id) WHERE removed_at IS NULL;
CREATE INDEX never_links_from ON never_links (force_id, other_id) WHERE removed_at IS NULL AND other_id IS NOT NULL;

-- Records in which a relocated person was named after the relocation: what they tell would lead to the new address.
-- CROSS JOIN is SQLite's word for an order of reading: few are hidden, but a record may be a file of a million.
CREATE VIEW hidden_records AS
SELECT n.force_id, mr.record_id, n.person_id, n.visibility, n.owner
FROM never_links n
CROSS JOIN person_links l
CROSS JOIN mention_records mr
WHERE n.removed_at IS NULL AND l.force_id = n.force_id AND l.person_id = n.person_id AND l.undone_at IS NULL
  AND mr.force_id = l.force_id AND mr.mention_id = l.mention_id AND n.since_at <= mr.since_at;

-- Who was named with a number, an address or a vehicle, but nobody who is hidden: no such path leads to him.
DROP VIEW used_with;
CREATE VIEW used_with AS
SELECT i.force_id, i.subject_id, i.involved_at, i.mention_id, l.person_id, r.chain_id, r.visibility, r.owner
FROM involvements i
JOIN person_links l ON l.force_id = i.force_id AND l.mention_id = i.mention_id AND l.undone_at IS NULL
JOIN people_records r ON r.force_id = i.force_id AND r.id = i.record_id
WHERE NOT EXISTS (SELECT 1 FROM never_links n
                  WHERE n.force_id = l.force_id AND n.person_id = l.person_id AND n.removed_at IS NULL);

-- Pairs that somebody may decide: both on the register, neither hidden, not joined by way of others already. The
-- reader's clearance is asked for both persons by whoever reads this.
CREATE VIEW pairs_to_decide AS
SELECT q.force_id, q.id, q.person_a, a.given_name AS a_given, a.other_names AS a_other, a.family_name AS a_family,
       a.born AS a_born, q.person_b, b.given_name AS b_given, b.other_names AS b_other, b.family_name AS b_family,
       b.born AS b_born, q.state, q.probability, q.weight, q.model, q.found_at, q.postponed_until,
       q.postponed_because, q.version, q.why, a.visibility AS a_visibility, a.owner AS a_owner,
       b.visibility AS b_visibility, b.owner AS b_owner
FROM review_pairs q
JOIN persons a ON a.force_id = q.force_id AND a.id = q.person_a
JOIN persons b ON b.force_id = q.force_id AND b.id = q.person_b
WHERE q.state <> 'decided' AND a.off_at IS NULL AND b.off_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM never_links n WHERE n.force_id = q.force_id AND n.person_id = q.person_a
                                                AND n.removed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM never_links n WHERE n.force_id = q.force_id AND n.person_id = q.person_b
                                                AND n.removed_at IS NULL)
  AND NOT EXISTS (SELECT 1 FROM person_groups g JOIN person_groups o ON o.force_id = g.force_id
                                                                    AND o.head_id = g.head_id
                  WHERE g.force_id = q.force_id AND g.person_id = q.person_a AND o.person_id = q.person_b);
