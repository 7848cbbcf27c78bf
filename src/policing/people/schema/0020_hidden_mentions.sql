-- What somebody relocated was named in is hidden by record for what is one event, and by mention for a file of many
-- persons: one of them must not hide the places of all. Neither view says in which order it is read: by person few
-- links are read, by record few mentions.
CREATE VIEW hidden_mentions AS
SELECT l.force_id, l.mention_id, l.person_id, n.visibility, n.owner
FROM person_links l
JOIN mentions m ON m.force_id = l.force_id AND m.id = l.mention_id
JOIN never_links n ON n.force_id = l.force_id AND n.person_id = l.person_id
WHERE l.undone_at IS NULL AND n.removed_at IS NULL AND n.since_at <= m.said_at;

DROP VIEW hidden_records;
CREATE VIEW hidden_records AS
SELECT mr.force_id, mr.record_id, l.person_id, n.visibility, n.owner
FROM mention_records mr
JOIN people_records r ON r.force_id = mr.force_id AND r.id = mr.record_id
JOIN person_links l ON l.force_id = mr.force_id AND l.mention_id = mr.mention_id
JOIN never_links n ON n.force_id = l.force_id AND n.person_id = l.person_id
WHERE r.kind <> 'people_file' AND l.undone_at IS NULL AND n.removed_at IS NULL AND n.since_at <= mr.since_at;

-- Links that were undone, of a record that is narrowed: few, so that nothing else pays for it.
CREATE INDEX person_links_undone ON person_links (force_id, mention_id) WHERE undone_at IS NOT NULL;
