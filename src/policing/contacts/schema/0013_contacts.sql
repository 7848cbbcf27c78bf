-- Contacts: one approach to the police each. What was said in one is the journal seen from it (src/journal).
CREATE TABLE contacts (
    force_id TEXT NOT NULL,
    id TEXT NOT NULL,
    received_on TEXT NOT NULL,
    number BIGINT NOT NULL,
    channel TEXT NOT NULL CHECK (channel IN ('emergency_999', 'non_emergency_101', 'front_counter', 'online', 'email',
        'social_media', 'officer', 'other_force', 'other_agency', 'alarm_company', 'ecall', 'personal_alarm',
        'relay_service', 'text_service', 'crimestoppers')),
    presented TEXT NOT NULL CHECK (presented IN ('spoken', 'silent_connected', 'pressed_55', 'dropped', 'abandoned',
        'written')),
    state TEXT NOT NULL CHECK (state IN ('live', 'parked', 'abandoned', 'ended')),
    received_at BIGINT NOT NULL,
    answered_at BIGINT,
    ended_at BIGINT,
    phone TEXT,
    plain_phone TEXT,
    informant TEXT NOT NULL CHECK (informant IN ('victim', 'witness', 'third_party', 'professional', 'anonymous',
        'child', 'unknown')),
    seen BIGINT CHECK (seen IN (0, 1)),
    named BIGINT CHECK (named IN (0, 1)),
    contacted BIGINT CHECK (contacted IN (0, 1)),
    safe_when TEXT,
    language TEXT,
    interpreter BIGINT NOT NULL CHECK (interpreter IN (0, 1)),
    incident_id TEXT,
    incident_reference TEXT,
    ended_because TEXT,
    parked_because TEXT,
    decision TEXT CHECK (decision IN ('no_further_action', 'incident', 'officer_sent', 'reached')),
    decision_reason TEXT,
    decided_by TEXT,
    decided_at BIGINT,
    handler TEXT NOT NULL,
    owner TEXT NOT NULL,
    visibility BIGINT NOT NULL CHECK (visibility IN (0, 1, 2)),
    exercise BIGINT NOT NULL CHECK (exercise IN (0, 1)),
    version BIGINT NOT NULL,
    PRIMARY KEY (force_id, id),
    CHECK ((incident_id IS NULL) = (incident_reference IS NULL)),
    CHECK ((decision IS NULL) = (decided_by IS NULL)),
    CHECK ((state = 'ended') = (ended_at IS NOT NULL))
);
CREATE UNIQUE INDEX contacts_reference ON contacts (force_id, received_on, number);
CREATE INDEX contacts_listed ON contacts (force_id, state, received_at, id);
CREATE INDEX contacts_of_number ON contacts (force_id, plain_phone, received_at) WHERE plain_phone IS NOT NULL;
CREATE INDEX contacts_of_person ON contacts (force_id, owner) WHERE owner < 'team:';

-- Questions answered by tap before an incident stood; the newest answer of a question counts. seq is the journal's.
CREATE TABLE contact_answers (
    force_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    PRIMARY KEY (force_id, contact_id, seq)
);

-- Attempts to ring back. seq is the journal's.
CREATE TABLE contact_attempts (
    force_id TEXT NOT NULL,
    contact_id TEXT NOT NULL,
    seq BIGINT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('reached', 'no_answer', 'engaged', 'withheld')),
    note TEXT,
    attempted_at BIGINT NOT NULL,
    attempted_by TEXT NOT NULL,
    PRIMARY KEY (force_id, contact_id, seq)
);

-- A contact as it is read: with the names of who handles, owns and decided it.
CREATE VIEW contact_rows AS
SELECT c.force_id, c.id, c.received_on, c.number, c.channel, c.presented, c.state, c.received_at, c.answered_at,
       c.ended_at, c.phone, c.informant, c.seen, c.named, c.contacted, c.safe_when, c.language, c.interpreter,
       c.incident_id, c.incident_reference, c.ended_because, c.parked_because, c.decision, c.decision_reason,
       c.decided_by, coalesce(d.display_name, '') AS decided_by_name, c.decided_at, c.handler,
       coalesce(h.display_name, '') AS handler_name, c.owner,
       coalesce(t.name, p.display_name, '') AS owner_name, c.visibility, c.exercise, c.version
FROM contacts c
LEFT JOIN accounts h ON h.force_id = c.force_id AND h.id = c.handler
LEFT JOIN accounts d ON d.force_id = c.force_id AND d.id = c.decided_by
LEFT JOIN teams t ON t.force_id = c.force_id AND t.id = substr(c.owner, 6)
LEFT JOIN accounts p ON p.force_id = c.force_id AND p.id = substr(c.owner, 8);
