-- What incidents can count. Every measure of measures.cpp is one case of the two queries below: `tally_incidents`
-- counts, and `counted_incidents` lists the records it counted, by the same rules. $1 force, $2 and $3 instants of
-- the period (the end is not in it), $4 layer and $5 code of the area, $6 grade, $7 category, $8 origin ('' = any),
-- $9 level and $10 owners of the reader's clearance, $11 measure: 'opened', 'demand', 'attended', 'lowered', 'interval'
-- or 'within', $12 and $13 names of the instants an interval runs between ('clock': from which the limit of the level
-- runs, and then that limit judges), $14 and $15 limits in ms of the emergency and priority grades, $16 limit in ms for
-- every grade (0: the grade's own).

-- name: tally_incidents
-- (key, part, remark, basis, value, times); an hour of UTC is the key of months and hours, folded by the clock of
-- London outside. $17 the group; by grade, appointments have a point of their own as if they were asked for.
WITH asked AS (
    SELECT CASE $17 WHEN 'month' THEN CAST(opened_at / 3600000 AS TEXT)
                    WHEN 'hour_of_week' THEN CAST(coalesce(called_at, answered_at, opened_at) / 3600000 AS TEXT)
                    WHEN 'grade' THEN coalesce(grade, '')
                    WHEN 'category' THEN coalesce(category, source_type, '')
                    WHEN 'type' THEN coalesce(type, source_type, '')
                    WHEN 'level' THEN coalesce(level_title, '')
                    WHEN 'unit' THEN coalesce(source_unit, '')
                    WHEN 'ward' THEN coalesce(ward_code, '')
                    WHEN 'borough' THEN coalesce(borough_code, '')
                    WHEN 'force' THEN force_id
                    ELSE '' END AS series_key,
           CASE origin WHEN 'live' THEN 'recorded' ELSE 'imported' END AS basis,
           grade, exercise, clock_fault, origin, called_at, answered_at, arrived_at, attended, lowered, limit_s,
           CASE $12 WHEN 'clock' THEN clock_from WHEN 'called' THEN coalesce(called_at, answered_at)
                    WHEN 'answered' THEN answered_at
                    WHEN 'created' THEN opened_at WHEN 'graded' THEN graded_at WHEN 'dispatched' THEN dispatched_at
                    WHEN 'mobile' THEN mobile_at WHEN 'arrived' THEN arrived_at ELSE cleared_at END AS started,
           CASE $13 WHEN 'answered' THEN answered_at WHEN 'dispatched' THEN dispatched_at WHEN 'mobile' THEN mobile_at
                    WHEN 'arrived' THEN arrived_at WHEN 'cleared' THEN cleared_at ELSE closed_at END AS finished,
           CASE WHEN $16 > 0 THEN $16 WHEN $12 = 'clock' THEN limit_s * 1000 WHEN grade = 'priority' THEN $15
                ELSE $14 END AS limit_ms
    FROM incidents
    WHERE force_id = $1 AND status IN ('open', 'closed') AND opened_at >= $2 AND opened_at < $3
      AND ($4 = 'all' OR ($4 = 'force' AND force_id = $5) OR ($4 = 'borough' AND borough_code = $5)
           OR ($4 = 'ward' AND ward_code = $5))
      AND ($6 = '' OR grade = $6) AND ($7 = '' OR category = $7) AND ($8 = '' OR origin = $8)
      AND (visibility <= $9 OR replace($10, ',' || owner || ',', '') <> $10)
), judged AS (
    SELECT series_key, basis,
           CASE WHEN exercise = 1 THEN 'exercise'
                WHEN $11 = 'opened' THEN 'counted'
                WHEN $11 = 'lowered' THEN CASE WHEN lowered > 0 THEN 'counted' ELSE 'rest' END
                WHEN $11 = 'attended' AND (attended = 1 OR arrived_at IS NOT NULL) THEN 'counted'
                WHEN $11 = 'attended' THEN CASE WHEN attended = 0 THEN 'rest' ELSE 'undecided' END
                WHEN $12 = 'clock' AND limit_s IS NULL THEN 'no_limit'
                WHEN $11 = 'demand' AND origin = 'imported' AND called_at IS NULL AND answered_at IS NULL THEN 'no_time'
                WHEN $11 = 'demand' THEN 'counted'
                WHEN grade = 'scheduled' AND $12 <> 'clock' AND $6 <> 'scheduled' AND $17 <> 'grade' THEN 'appointment'
                WHEN clock_fault = 1 OR finished < started THEN 'backward'
                WHEN started IS NULL THEN 'not_started'
                WHEN finished IS NULL THEN 'not_finished'
                WHEN $11 = 'within' AND finished - started > limit_ms THEN 'rest'
                ELSE 'counted' END AS part,
           CASE WHEN $11 = 'within' AND $12 <> 'clock' AND grade IS NULL AND $16 = 0 THEN 'ungraded'
                WHEN $11 = 'interval' AND $12 = 'called' AND called_at IS NULL THEN 'from_answer'
                ELSE '' END AS remark,
           CASE WHEN $11 = 'interval' THEN finished - started END AS value
    FROM asked
)
SELECT series_key, part, remark, basis, value, count(*) AS times
FROM judged
GROUP BY series_key, part, remark, basis, value

-- name: counted_incidents
-- $17 and $18 the cursor (opened_at and id of the last row seen), $19 rows. Same rules as above, word for word.
WITH asked AS (
    SELECT id, opened_on, number, opened_at, source_id, summary, grade, exercise, clock_fault, origin, called_at,
           answered_at, dispatched_at, mobile_at, arrived_at, attended, lowered, limit_s,
           CASE $12 WHEN 'clock' THEN clock_from WHEN 'called' THEN coalesce(called_at, answered_at)
                    WHEN 'answered' THEN answered_at
                    WHEN 'created' THEN opened_at WHEN 'graded' THEN graded_at WHEN 'dispatched' THEN dispatched_at
                    WHEN 'mobile' THEN mobile_at WHEN 'arrived' THEN arrived_at ELSE cleared_at END AS started,
           CASE $13 WHEN 'answered' THEN answered_at WHEN 'dispatched' THEN dispatched_at WHEN 'mobile' THEN mobile_at
                    WHEN 'arrived' THEN arrived_at WHEN 'cleared' THEN cleared_at ELSE closed_at END AS finished,
           CASE WHEN $16 > 0 THEN $16 WHEN $12 = 'clock' THEN limit_s * 1000 WHEN grade = 'priority' THEN $15
                ELSE $14 END AS limit_ms
    FROM incidents
    WHERE force_id = $1 AND status IN ('open', 'closed') AND opened_at >= $2 AND opened_at < $3
      AND ($4 = 'all' OR ($4 = 'force' AND force_id = $5) OR ($4 = 'borough' AND borough_code = $5)
           OR ($4 = 'ward' AND ward_code = $5))
      AND ($6 = '' OR grade = $6) AND ($7 = '' OR category = $7) AND ($8 = '' OR origin = $8)
      AND (visibility <= $9 OR replace($10, ',' || owner || ',', '') <> $10)
      AND (opened_at, id) > ($17, $18)
), judged AS (
    SELECT id, opened_on, number, opened_at, source_id, summary, grade, called_at, answered_at, dispatched_at,
           mobile_at, arrived_at, started, finished,
           CASE WHEN exercise = 1 THEN 'exercise'
                WHEN $11 = 'opened' THEN 'counted'
                WHEN $11 = 'lowered' THEN CASE WHEN lowered > 0 THEN 'counted' ELSE 'rest' END
                WHEN $11 = 'attended' AND (attended = 1 OR arrived_at IS NOT NULL) THEN 'counted'
                WHEN $11 = 'attended' THEN CASE WHEN attended = 0 THEN 'rest' ELSE 'undecided' END
                WHEN $12 = 'clock' AND limit_s IS NULL THEN 'no_limit'
                WHEN $11 = 'demand' AND origin = 'imported' AND called_at IS NULL AND answered_at IS NULL THEN 'no_time'
                WHEN $11 = 'demand' THEN 'counted'
                WHEN grade = 'scheduled' AND $12 <> 'clock' AND $6 <> 'scheduled' THEN 'appointment'
                WHEN clock_fault = 1 OR finished < started THEN 'backward'
                WHEN started IS NULL THEN 'not_started'
                WHEN finished IS NULL THEN 'not_finished'
                WHEN $11 = 'within' AND finished - started > limit_ms THEN 'rest'
                ELSE 'counted' END AS part
    FROM asked
)
SELECT opened_at, id, opened_on, number, source_id, grade, summary, coalesce(called_at, answered_at, opened_at),
       dispatched_at, mobile_at, arrived_at, CASE WHEN $11 IN ('interval', 'within') THEN finished - started END AS took
FROM judged
WHERE part = 'counted'
ORDER BY opened_at, id
LIMIT $19

-- name: incidents_in_month
-- clearance: says only whether anything at all was recorded in a month: a figure is not 0 where nothing was kept
SELECT count(*) FROM (
    SELECT 1 AS found FROM incidents
    WHERE force_id = $1 AND status IN ('open', 'closed') AND opened_at >= $2 AND opened_at < $3 LIMIT 1
) first_of_month
