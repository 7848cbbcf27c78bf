-- Files, vintages and rows as published. Published tables are open data: everybody with read_measures may know all of
-- them. Rows come in three kinds with the same five queries each: insert_*, *_after (of one vintage, in order),
-- supersede_* (a later vintage says otherwise), and, to clean up after an import that did not finish, restore_* and
-- discard_*.

-- name: find_file
SELECT file_id, vintage, next_row, writer FROM published_files
WHERE force_id = $1 AND kind = $2 AND month = $3 AND publisher = $4 AND subset = $5

-- name: insert_file
INSERT INTO published_files (force_id, file_id, kind, month, publisher, subset, vintage, writer, next_row)
VALUES ($1, $2, $3, $4, $5, $6, 0, $7, 1)

-- name: take_file
UPDATE published_files SET writer = $3 WHERE force_id = $1 AND file_id = $2

-- name: writer_of
SELECT writer FROM published_files WHERE force_id = $1 AND file_id = $2

-- name: complete_file
UPDATE published_files SET vintage = $3, next_row = $4, writer = NULL WHERE force_id = $1 AND file_id = $2

-- name: insert_vintage
INSERT INTO published_vintages (force_id, file_id, vintage, file_name, sha256, bytes, rows_in, rows_kept, root,
                                position, seq, imported_at, findings)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)

-- name: one_vintage
SELECT vintage, file_name, sha256, bytes, rows_in, rows_kept, root, position, seq, findings FROM published_vintages
WHERE force_id = $1 AND file_id = $2 AND vintage = $3

-- name: files_after
SELECT file_id, kind, month, publisher, subset, vintage FROM published_files
WHERE force_id = $1 AND file_id > $2 ORDER BY file_id LIMIT $3

-- name: insert_crimes
INSERT INTO published_crimes (force_id, file_id, row_no, from_vintage, digest_a, digest_b, crime_key, crime_kind,
                              outcome_kind, ward_code, borough_code, force_code, latitude, longitude, crime_id, month,
                              reported_by, falls_within, location, lsoa_code, lsoa_name, crime_type, last_outcome,
                              context)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)

-- name: crimes_after
SELECT row_no, digest_a, digest_b, crime_key, crime_kind, outcome_kind, ward_code, borough_code, force_code, month,
       latitude, longitude, NULL AS searched_at, crime_id, month AS month_cell, reported_by, falls_within, location,
       lsoa_code, lsoa_name, crime_type, last_outcome, context
FROM published_crimes
WHERE force_id = $1 AND file_id = $2 AND row_no > $4 AND from_vintage <= $3 AND (to_vintage IS NULL OR to_vintage > $3)
ORDER BY row_no LIMIT $5

-- name: supersede_crimes
UPDATE published_crimes SET to_vintage = $4 WHERE force_id = $1 AND file_id = $2 AND row_no = $3

-- name: restore_crimes
UPDATE published_crimes SET to_vintage = NULL
WHERE force_id = $1 AND file_id = $2 AND row_no >= $3 AND row_no < $4 AND to_vintage > $5

-- name: discard_crimes
DELETE FROM published_crimes WHERE force_id = $1 AND file_id = $2 AND row_no >= $3 AND row_no < $4

-- name: last_of_crimes
SELECT coalesce(max(row_no), 0) FROM published_crimes WHERE force_id = $1 AND file_id = $2

-- name: insert_outcomes
INSERT INTO published_outcomes (force_id, file_id, row_no, from_vintage, digest_a, digest_b, crime_key, outcome_kind,
                                ward_code, borough_code, force_code, latitude, longitude, crime_id, month, reported_by,
                                falls_within, location, lsoa_code, lsoa_name, outcome)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)

-- name: outcomes_after
SELECT row_no, digest_a, digest_b, crime_key, NULL AS crime_kind, outcome_kind, ward_code, borough_code, force_code,
       month, latitude, longitude, NULL AS searched_at, crime_id, month AS month_cell, reported_by, falls_within,
       location, lsoa_code, lsoa_name, outcome
FROM published_outcomes
WHERE force_id = $1 AND file_id = $2 AND row_no > $4 AND from_vintage <= $3 AND (to_vintage IS NULL OR to_vintage > $3)
ORDER BY row_no LIMIT $5

-- name: supersede_outcomes
UPDATE published_outcomes SET to_vintage = $4 WHERE force_id = $1 AND file_id = $2 AND row_no = $3

-- name: restore_outcomes
UPDATE published_outcomes SET to_vintage = NULL
WHERE force_id = $1 AND file_id = $2 AND row_no >= $3 AND row_no < $4 AND to_vintage > $5

-- name: discard_outcomes
DELETE FROM published_outcomes WHERE force_id = $1 AND file_id = $2 AND row_no >= $3 AND row_no < $4

-- name: last_of_outcomes
SELECT coalesce(max(row_no), 0) FROM published_outcomes WHERE force_id = $1 AND file_id = $2

-- name: insert_stops
INSERT INTO published_stops (force_id, file_id, row_no, from_vintage, digest_a, digest_b, month, outcome_kind,
                             ward_code, borough_code, force_code, latitude, longitude, searched_at, search_type,
                             operation_part, operation, gender, age_range, self_defined_ethnicity,
                             officer_defined_ethnicity, legislation, object_of_search, outcome, outcome_linked,
                             outer_clothing_removed)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24,
        $25, $26)

-- name: stops_after
SELECT row_no, digest_a, digest_b, NULL AS crime_key, NULL AS crime_kind, outcome_kind, ward_code, borough_code,
       force_code, month, latitude, longitude, searched_at, search_type, operation_part, operation, gender, age_range,
       self_defined_ethnicity, officer_defined_ethnicity, legislation, object_of_search, outcome, outcome_linked,
       outer_clothing_removed
FROM published_stops
WHERE force_id = $1 AND file_id = $2 AND row_no > $4 AND from_vintage <= $3 AND (to_vintage IS NULL OR to_vintage > $3)
ORDER BY row_no LIMIT $5

-- name: supersede_stops
UPDATE published_stops SET to_vintage = $4 WHERE force_id = $1 AND file_id = $2 AND row_no = $3

-- name: restore_stops
UPDATE published_stops SET to_vintage = NULL
WHERE force_id = $1 AND file_id = $2 AND row_no >= $3 AND row_no < $4 AND to_vintage > $5

-- name: discard_stops
DELETE FROM published_stops WHERE force_id = $1 AND file_id = $2 AND row_no >= $3 AND row_no < $4

-- name: last_of_stops
SELECT coalesce(max(row_no), 0) FROM published_stops WHERE force_id = $1 AND file_id = $2
