-- Persons and addresses named with a number, found without reading all that was ever said of it: a number that has rung
-- a hundred times must not hold up the one call that needs help.
ALTER TABLE person_links ADD COLUMN phone_id TEXT;
UPDATE person_links
SET phone_id = (SELECT m.phone_id FROM mentions m WHERE m.force_id = person_links.force_id AND m.id = mention_id);
CREATE INDEX person_links_of_phone ON person_links (force_id, phone_id, decided_at, person_id)
WHERE undone_at IS NULL AND phone_id IS NOT NULL;
CREATE INDEX mentions_of_phone ON mentions (force_id, phone_id, said_at, id, address_id)
WHERE phone_id IS NOT NULL AND address_id IS NOT NULL;
