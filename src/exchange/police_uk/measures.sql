-- What published files can count. Each `tally_` query answers (key, part, remark, basis, value, times), see
-- measures/gather.hpp; the `counted_` query under it lists the records it counted, by the same rules. In all of them
-- $1 is the force, $2 and $3 the first and last month, $4 layer and $5 code of the area. A force's figure is what
-- that force published; a borough's or ward's what lies in it by the published map point, whoever published it. Of a
-- file the newest complete vintage counts; a subset of a month ("burglary") counts only where the whole month was not
-- published here.

-- name: files_of_period
-- $4 kind; which months of which force are here, the newest vintage of each, and when that was read.
SELECT f.publisher, f.month, f.subset, v.imported_at
FROM published_files f
JOIN published_vintages v ON v.force_id = f.force_id AND v.file_id = f.file_id AND v.vintage = f.vintage
WHERE f.force_id = $1 AND f.month >= $2 AND f.month <= $3 AND f.kind = $4
ORDER BY f.publisher, f.month, f.subset

-- name: tally_crimes
-- $6 crime type ('' = every crime, anti-social behaviour left out unless by type), $7 group, $8 kinds of outcome that
-- count between commas ('' = every row counts). Remarks tell how many outcomes are still open or unknown.
WITH files AS (
    SELECT f.file_id, f.month, f.publisher, f.vintage
    FROM published_files f
    WHERE f.force_id = $1 AND f.kind = 'street' AND f.vintage > 0 AND f.month >= $2 AND f.month <= $3
      AND ($4 <> 'force' OR f.publisher = $5)
      AND (f.subset = '' OR NOT EXISTS (
            SELECT 1 FROM published_files w
            WHERE w.force_id = f.force_id AND w.kind = f.kind AND w.month = f.month AND w.publisher = f.publisher
              AND w.subset = '' AND w.vintage > 0))
), judged AS (
    SELECT CASE $7 WHEN 'month' THEN f.month WHEN 'type' THEN coalesce(c.crime_kind, '')
                   WHEN 'outcome' THEN coalesce(c.outcome_kind, '') WHEN 'force' THEN f.publisher
                   WHEN 'borough' THEN coalesce(c.borough_code, '') WHEN 'ward' THEN coalesce(c.ward_code, '')
                   ELSE '' END AS series_key,
           CASE WHEN $8 = '' OR $7 = 'outcome' OR replace($8, ',' || coalesce(c.outcome_kind, '') || ',', '') <> $8
                THEN 'counted' ELSE 'rest' END AS part,
           CASE WHEN $8 = '' THEN '' WHEN c.outcome_kind IS NULL THEN 'blank'
                WHEN c.outcome_kind = 'under-investigation' THEN 'open'
                WHEN c.outcome_kind = 'status-update-unavailable' THEN 'unavailable' ELSE '' END AS remark
    FROM files f
    JOIN published_crimes c ON c.force_id = $1 AND c.file_id = f.file_id
     AND c.from_vintage <= f.vintage
     AND (c.to_vintage IS NULL OR c.to_vintage > f.vintage)
    WHERE ($4 <> 'borough' OR c.borough_code = $5) AND ($4 <> 'ward' OR c.ward_code = $5)
      AND (c.crime_kind = $6
           OR ($6 = '' AND (coalesce(c.crime_kind, '') <> 'anti-social-behaviour' OR ($7 = 'type' AND $8 = ''))))
)
SELECT series_key, part, remark, 'published' AS basis, NULL AS value, count(*) AS times
FROM judged
GROUP BY series_key, part, remark

-- name: counted_crimes
-- $6 crime type, $7 kinds of outcome as $8 above, $8 and $9 the cursor (file_id and row_no of the last row seen), $10
-- rows.
WITH files AS (
    SELECT f.file_id, f.month, f.publisher, f.vintage
    FROM published_files f
    WHERE f.force_id = $1 AND f.kind = 'street' AND f.vintage > 0 AND f.month >= $2 AND f.month <= $3
      AND ($4 <> 'force' OR f.publisher = $5)
      AND (f.subset = '' OR NOT EXISTS (
            SELECT 1 FROM published_files w
            WHERE w.force_id = f.force_id AND w.kind = f.kind AND w.month = f.month AND w.publisher = f.publisher
              AND w.subset = '' AND w.vintage > 0))
)
SELECT c.file_id, c.row_no, f.publisher, f.month, c.crime_type, c.location, c.ward_code, c.lsoa_code, c.last_outcome,
       c.crime_id
FROM files f
JOIN published_crimes c ON c.force_id = $1 AND c.file_id = f.file_id
 AND c.from_vintage <= f.vintage
 AND (c.to_vintage IS NULL OR c.to_vintage > f.vintage)
WHERE ($4 <> 'borough' OR c.borough_code = $5) AND ($4 <> 'ward' OR c.ward_code = $5)
  AND (c.crime_kind = $6 OR ($6 = '' AND coalesce(c.crime_kind, '') <> 'anti-social-behaviour'))
  AND ($7 = '' OR replace($7, ',' || coalesce(c.outcome_kind, '') || ',', '') <> $7)
  AND (c.file_id, c.row_no) > ($8, $9)
ORDER BY c.file_id, c.row_no
LIMIT $10

-- name: tally_outcomes
-- $6 group, $7 kinds of outcome that count, $8 kinds that are results of a court and no outcome of their own, both
-- between commas. police.uk gives a row for each suspect: the same outcome of the same crime counts once within the
-- period (or the month shown).
WITH files AS (
    SELECT f.file_id, f.month, f.publisher, f.vintage
    FROM published_files f
    WHERE f.force_id = $1 AND f.kind = 'outcomes' AND f.vintage > 0 AND f.month >= $2 AND f.month <= $3
      AND ($4 <> 'force' OR f.publisher = $5)
      AND (f.subset = '' OR NOT EXISTS (
            SELECT 1 FROM published_files w
            WHERE w.force_id = f.force_id AND w.kind = f.kind AND w.month = f.month AND w.publisher = f.publisher
              AND w.subset = '' AND w.vintage > 0))
), keyed AS (
    SELECT CASE $6 WHEN 'month' THEN f.month WHEN 'outcome' THEN coalesce(o.outcome_kind, '')
                   WHEN 'force' THEN f.publisher
                   WHEN 'borough' THEN coalesce(o.borough_code, '') WHEN 'ward' THEN coalesce(o.ward_code, '')
                   ELSE '' END AS series_key,
           coalesce(o.outcome_kind, '') AS outcome_kind, o.crime_key, f.month, o.file_id, o.row_no
    FROM files f
    JOIN published_outcomes o ON o.force_id = $1 AND o.file_id = f.file_id
     AND o.from_vintage <= f.vintage
     AND (o.to_vintage IS NULL OR o.to_vintage > f.vintage)
    WHERE ($4 <> 'borough' OR o.borough_code = $5) AND ($4 <> 'ward' OR o.ward_code = $5)
), numbered AS (
    SELECT series_key, outcome_kind,
           CASE WHEN crime_key IS NULL THEN 1
                ELSE row_number() OVER (PARTITION BY crime_key, outcome_kind, series_key
                                        ORDER BY month, file_id, row_no)
           END AS nth
    FROM keyed
)
SELECT series_key,
       CASE WHEN replace($8, ',' || outcome_kind || ',', '') <> $8 THEN 'court'
            WHEN nth > 1 THEN 'repeated'
            WHEN $6 = 'outcome' OR replace($7, ',' || outcome_kind || ',', '') <> $7 THEN 'counted'
            ELSE 'rest' END AS part,
       '' AS remark, 'published' AS basis, NULL AS value, count(*) AS times
FROM numbered
GROUP BY 1, 2

-- name: counted_outcomes
-- $6 kinds of outcome that count, $7 and $8 the cursor, $9 rows.
WITH files AS (
    SELECT f.file_id, f.month, f.publisher, f.vintage
    FROM published_files f
    WHERE f.force_id = $1 AND f.kind = 'outcomes' AND f.vintage > 0 AND f.month >= $2 AND f.month <= $3
      AND ($4 <> 'force' OR f.publisher = $5)
      AND (f.subset = '' OR NOT EXISTS (
            SELECT 1 FROM published_files w
            WHERE w.force_id = f.force_id AND w.kind = f.kind AND w.month = f.month AND w.publisher = f.publisher
              AND w.subset = '' AND w.vintage > 0))
), numbered AS (
    SELECT o.file_id, o.row_no, f.publisher, f.month, o.outcome, o.location, o.ward_code, o.lsoa_code, o.crime_id,
           CASE WHEN o.crime_key IS NULL THEN 1
                ELSE row_number() OVER (PARTITION BY o.crime_key, o.outcome_kind ORDER BY f.month, o.file_id, o.row_no)
           END AS nth
    FROM files f
    JOIN published_outcomes o ON o.force_id = $1 AND o.file_id = f.file_id
     AND o.from_vintage <= f.vintage
     AND (o.to_vintage IS NULL OR o.to_vintage > f.vintage)
    WHERE ($4 <> 'borough' OR o.borough_code = $5) AND ($4 <> 'ward' OR o.ward_code = $5)
      AND replace($6, ',' || coalesce(o.outcome_kind, '') || ',', '') <> $6
)
SELECT file_id, row_no, publisher, month, outcome, location, ward_code, lsoa_code, crime_id
FROM numbered
WHERE nth = 1 AND (file_id, row_no) > ($7, $8)
ORDER BY file_id, row_no
LIMIT $9

-- name: tally_stops
-- $6 type of search, $7 officer-defined ethnicity ('' = any), $8 group, $9 what counts: 'all', 'find' or 'linked'.
WITH files AS (
    SELECT f.file_id, f.month, f.publisher, f.vintage
    FROM published_files f
    WHERE f.force_id = $1 AND f.kind = 'stop_and_search' AND f.vintage > 0 AND f.month >= $2 AND f.month <= $3
      AND ($4 <> 'force' OR f.publisher = $5)
)
SELECT CASE $8 WHEN 'month' THEN f.month WHEN 'type' THEN coalesce(s.search_type, '')
               WHEN 'outcome' THEN coalesce(s.outcome_kind, '') WHEN 'force' THEN f.publisher
               WHEN 'borough' THEN coalesce(s.borough_code, '') WHEN 'ward' THEN coalesce(s.ward_code, '')
               WHEN 'ethnicity' THEN coalesce(s.self_defined_ethnicity, '')
               WHEN 'officer_ethnicity' THEN coalesce(s.officer_defined_ethnicity, '')
               WHEN 'object' THEN coalesce(s.object_of_search, '') WHEN 'age' THEN coalesce(s.age_range, '')
               WHEN 'gender' THEN coalesce(s.gender, '') ELSE '' END AS series_key,
       CASE WHEN $9 = 'all' THEN 'counted'
            WHEN $9 = 'find' AND s.outcome_kind IS NULL THEN 'no_outcome'
            WHEN $9 = 'find' AND s.outcome_kind = 'nothing-found' THEN 'rest'
            WHEN $9 = 'linked' AND s.outcome_linked = 'False' THEN 'rest'
            WHEN $9 = 'linked' AND (s.outcome_linked IS NULL OR s.outcome_linked <> 'True') THEN 'no_link'
            ELSE 'counted' END AS part,
       '' AS remark, 'published' AS basis, NULL AS value, count(*) AS times
FROM files f
JOIN published_stops s ON s.force_id = $1 AND s.file_id = f.file_id
 AND s.from_vintage <= f.vintage
 AND (s.to_vintage IS NULL OR s.to_vintage > f.vintage)
WHERE ($4 <> 'borough' OR s.borough_code = $5) AND ($4 <> 'ward' OR s.ward_code = $5)
  AND ($6 = '' OR s.search_type = $6) AND ($7 = '' OR s.officer_defined_ethnicity = $7)
GROUP BY 1, 2

-- name: counted_stops
-- $6 type of search, $7 officer-defined ethnicity, $8 what counts, $9 and $10 the cursor, $11 rows.
SELECT s.file_id, s.row_no, f.publisher, s.searched_at, s.search_type, s.object_of_search, s.outcome, s.outcome_linked,
       s.officer_defined_ethnicity, s.self_defined_ethnicity, s.age_range, s.gender, s.ward_code
FROM published_files f
JOIN published_stops s ON s.force_id = f.force_id AND s.file_id = f.file_id
 AND s.from_vintage <= f.vintage
 AND (s.to_vintage IS NULL OR s.to_vintage > f.vintage)
WHERE f.force_id = $1 AND f.kind = 'stop_and_search' AND f.vintage > 0 AND f.month >= $2 AND f.month <= $3
  AND ($4 <> 'force' OR f.publisher = $5) AND ($4 <> 'borough' OR s.borough_code = $5)
  AND ($4 <> 'ward' OR s.ward_code = $5)
  AND ($6 = '' OR s.search_type = $6) AND ($7 = '' OR s.officer_defined_ethnicity = $7)
  AND ($8 = 'all' OR ($8 = 'find' AND s.outcome_kind IS NOT NULL AND s.outcome_kind <> 'nothing-found')
       OR ($8 = 'linked' AND s.outcome_linked = 'True'))
  AND (s.file_id, s.row_no) > ($9, $10)
ORDER BY s.file_id, s.row_no
LIMIT $11

-- name: unplaced_rows
-- $4 kind of file, $5 publisher: rows that lie in no ward of ours, so that no borough or ward can count them.
SELECT coalesce((SELECT count(*) FROM published_files f
                 JOIN published_crimes c ON c.force_id = f.force_id AND c.file_id = f.file_id
                  AND c.from_vintage <= f.vintage
                  AND (c.to_vintage IS NULL OR c.to_vintage > f.vintage)
                 WHERE $4 = 'street' AND f.kind = 'street' AND f.force_id = $1 AND f.month >= $2 AND f.month <= $3
                   AND f.publisher = $5 AND f.vintage > 0 AND c.borough_code IS NULL), 0)
     + coalesce((SELECT count(*) FROM published_files f
                 JOIN published_outcomes o ON o.force_id = f.force_id AND o.file_id = f.file_id
                  AND o.from_vintage <= f.vintage
                  AND (o.to_vintage IS NULL OR o.to_vintage > f.vintage)
                 WHERE $4 = 'outcomes' AND f.kind = 'outcomes' AND f.force_id = $1 AND f.month >= $2 AND f.month <= $3
                   AND f.publisher = $5 AND f.vintage > 0 AND o.borough_code IS NULL), 0)
     + coalesce((SELECT count(*) FROM published_files f
                 JOIN published_stops s ON s.force_id = f.force_id AND s.file_id = f.file_id
                  AND s.from_vintage <= f.vintage
                  AND (s.to_vintage IS NULL OR s.to_vintage > f.vintage)
                 WHERE $4 = 'stop_and_search' AND f.kind = 'stop_and_search' AND f.force_id = $1 AND f.month >= $2
                   AND f.month <= $3 AND f.publisher = $5 AND f.vintage > 0 AND s.borough_code IS NULL), 0) AS unplaced
