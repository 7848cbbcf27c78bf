-- name: gather_statistics
-- PostgreSQL plans by statistics and gathers them by itself only in a minute or more; SQLite plans without.
-- Only what an import fills: over everything, two forces that import at once would wait for each other's catalogs.
ANALYZE address_keys, addresses, involvements, mention_records, mentions, people_imports, people_records,
    person_links, person_names, person_profiles, persons, phones
