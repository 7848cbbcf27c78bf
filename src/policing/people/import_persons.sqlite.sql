-- name: gather_statistics
-- PostgreSQL plans by statistics and gathers them by itself only in a minute or more; SQLite plans without
SELECT 0
