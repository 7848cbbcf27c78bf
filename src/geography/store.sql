-- name: all_layers
SELECT layer, title, position FROM area_layers WHERE force_id = $1 ORDER BY position

-- name: layer_file
SELECT file_sha256, valid_from, title, position, file_rows FROM area_layers WHERE force_id = $1 AND layer = $2

-- name: upsert_layer
INSERT INTO area_layers (force_id, layer, title, position, valid_from, file_sha256, file_rows, loaded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
ON CONFLICT (force_id, layer) DO UPDATE SET title = excluded.title, position = excluded.position,
    valid_from = excluded.valid_from, file_sha256 = excluded.file_sha256, file_rows = excluded.file_rows,
    loaded_at = excluded.loaded_at

-- name: all_areas
SELECT layer, code, name, aliases, parent_layer, parent_code, valid_from, valid_to, geometry, km2
FROM areas WHERE force_id = $1

-- name: areas_before
-- Twenty at a time: one question for each step of a load.
SELECT layer, code, name, aliases, parent_layer, parent_code, valid_from, valid_to, geometry, km2
FROM areas
WHERE force_id = $1 AND layer = $2 AND valid_from = $3
  AND code IN ($4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)

-- name: upsert_area
INSERT INTO areas (force_id, layer, code, valid_from, valid_to, name, folded_name, aliases, parent_layer, parent_code,
                   geometry, south, west, north, east, km2)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
ON CONFLICT (force_id, layer, code, valid_from) DO UPDATE SET valid_to = excluded.valid_to, name = excluded.name,
    folded_name = excluded.folded_name, aliases = excluded.aliases, parent_layer = excluded.parent_layer,
    parent_code = excluded.parent_code, geometry = excluded.geometry, south = excluded.south, west = excluded.west,
    north = excluded.north, east = excluded.east, km2 = excluded.km2

-- name: close_older_areas
-- A new edition of a layer ends the one before it.
UPDATE areas SET valid_to = $3
WHERE force_id = $1 AND layer = $2 AND valid_from < $3 AND (valid_to IS NULL OR valid_to > $3)

-- name: forget_lookups
DELETE FROM area_lookups WHERE force_id = $1 AND from_layer = $2 AND from_code = $3

-- name: look_up_parent
INSERT INTO area_lookups (force_id, from_layer, from_code, to_layer, to_code) VALUES ($1, $2, $3, $4, $5)

-- name: look_up_beyond_parent
-- Whatever the parent is a part of, its part is a part of too.
INSERT INTO area_lookups (force_id, from_layer, from_code, to_layer, to_code)
SELECT force_id, $2, $3, to_layer, to_code FROM area_lookups
WHERE force_id = $1 AND from_layer = $4 AND from_code = $5

-- name: look_up_again_below
-- An area has moved to another parent: its parts move along.
INSERT INTO area_lookups (force_id, from_layer, from_code, to_layer, to_code)
SELECT part.force_id, part.from_layer, part.from_code, moved.to_layer, moved.to_code
FROM area_lookups part
JOIN area_lookups moved ON moved.force_id = part.force_id AND moved.from_layer = part.to_layer
    AND moved.from_code = part.to_code
WHERE part.force_id = $1 AND part.to_layer = $2 AND part.to_code = $3
ON CONFLICT (force_id, from_layer, from_code, to_layer) DO UPDATE SET to_code = excluded.to_code

-- name: all_populations
SELECT layer, code, year, population, source FROM area_populations WHERE force_id = $1

-- name: one_population
SELECT population, source FROM area_populations WHERE force_id = $1 AND layer = $2 AND code = $3 AND year = $4

-- name: upsert_population
INSERT INTO area_populations (force_id, layer, code, year, population, source) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (force_id, layer, code, year) DO UPDATE SET population = excluded.population, source = excluded.source

-- name: place_by_reference
SELECT reference, address, postcode, latitude, longitude, source FROM gazetteer
WHERE force_id = $1 AND reference = $2

-- name: places_before
-- Twenty at a time: one question for each step of a load.
SELECT reference, address, postcode, latitude, longitude, source FROM gazetteer
WHERE force_id = $1
  AND reference IN ($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)

-- name: upsert_place
INSERT INTO gazetteer (force_id, reference, address, folded_address, postcode, latitude, longitude, source, loaded_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
ON CONFLICT (force_id, reference) DO UPDATE SET address = excluded.address, folded_address = excluded.folded_address,
    postcode = excluded.postcode, latitude = excluded.latitude, longitude = excluded.longitude,
    source = excluded.source, loaded_at = excluded.loaded_at

-- name: forget_words
DELETE FROM gazetteer_words WHERE force_id = $1 AND reference = $2

-- name: insert_word
INSERT INTO gazetteer_words (force_id, word, reference) VALUES ($1, $2, $3)

-- name: places_of_address
-- From $2 up to but not including $3: the address itself, or all that begin with it.
SELECT reference, address, postcode, latitude, longitude, source FROM gazetteer
WHERE force_id = $1 AND folded_address >= $2 AND folded_address < $3
ORDER BY folded_address, reference
LIMIT $4

-- name: places_of_postcode
SELECT reference, address, postcode, latitude, longitude, source FROM gazetteer
WHERE force_id = $1 AND postcode >= $2 AND postcode < $3
ORDER BY postcode, folded_address, reference
LIMIT $4

-- name: count_word
-- How common a word is, as far as it matters for choosing where to start.
SELECT count(*) FROM (
    SELECT 1 AS found FROM gazetteer_words WHERE force_id = $1 AND word >= $2 AND word < $3 LIMIT 500
) AS seen

-- name: places_of_words
-- Addresses with a word from $2 up to $3 and, where they are not empty, the whole words $4, $5 and $6.
SELECT DISTINCT g.reference, g.address, g.postcode, g.latitude, g.longitude, g.source, g.folded_address
FROM gazetteer_words w
JOIN gazetteer g ON g.force_id = w.force_id AND g.reference = w.reference
WHERE w.force_id = $1 AND w.word >= $2 AND w.word < $3
  AND ($4 = '' OR EXISTS (
      SELECT 1 FROM gazetteer_words x WHERE x.force_id = $1 AND x.word = $4 AND x.reference = w.reference))
  AND ($5 = '' OR EXISTS (
      SELECT 1 FROM gazetteer_words x WHERE x.force_id = $1 AND x.word = $5 AND x.reference = w.reference))
  AND ($6 = '' OR EXISTS (
      SELECT 1 FROM gazetteer_words x WHERE x.force_id = $1 AND x.word = $6 AND x.reference = w.reference))
LIMIT $7

-- name: places_within
SELECT reference, address, postcode, latitude, longitude, source FROM gazetteer
WHERE force_id = $1 AND latitude >= $2 AND latitude <= $3 AND longitude >= $4 AND longitude <= $5
LIMIT $6

-- name: insert_street_point
INSERT INTO street_points (force_id, folded_name, lsoa_code, latitude, longitude, name) VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (force_id, folded_name, lsoa_code, latitude, longitude) DO NOTHING

-- name: streets_of_name
-- From $2 up to but not including $3. Points of one street differ in the case of its name at most; small letters win.
SELECT max(name), lsoa_code, CAST(avg(latitude) AS DOUBLE PRECISION), CAST(avg(longitude) AS DOUBLE PRECISION), count(*)
FROM street_points
WHERE force_id = $1 AND folded_name >= $2 AND folded_name < $3
GROUP BY folded_name, lsoa_code
ORDER BY folded_name, lsoa_code
LIMIT $4
