"""The set statements of staging and loading. Each runs once a batch, whatever its size."""
# ruff: noqa: E501, S608 -- constants of this file put together; nothing comes from outside

VALUES = "state, value, numerator, denominator, n, bound, is_bound_strict, category"
KEY = "series_id, unit_id, group_id, period"

CREATE_STREAM = """
DROP TABLE IF EXISTS kpi_import_stream;
CREATE TEMPORARY TABLE kpi_import_stream (
    series_id bigint, unit_id bigint, group_id bigint, period varchar(20), period_sort integer, row_number integer,
    state varchar(24), value numeric(18, 6), numerator numeric(18, 6), denominator numeric(18, 6), n integer,
    bound numeric(18, 6), is_bound_strict boolean, category varchar(60)
)"""
COPY_STREAM = "COPY kpi_import_stream FROM STDIN"

# Repeated keys, with the first row of each and whether all say the same.
FIND_REPEATS = f"""
DROP TABLE IF EXISTS kpi_import_repeat;
CREATE TEMPORARY TABLE kpi_import_repeat ON COMMIT DROP AS
SELECT {KEY}, min(row_number) AS first_row, count(DISTINCT ({VALUES})) = 1 AS is_same
FROM kpi_import_stream GROUP BY {KEY} HAVING count(*) > 1"""
LIST_REPEATS = f"""
SELECT s.series_id, s.unit_id, s.group_id, s.period, s.row_number,
       CASE WHEN s.row_number = r.first_row THEN o.row_number ELSE r.first_row END,
       r.is_same, trim_scale(s.value)::text,
       trim_scale(CASE WHEN s.row_number = r.first_row THEN o.value ELSE f.value END)::text, count(*) OVER ()
FROM kpi_import_repeat r
JOIN kpi_import_stream s USING ({KEY})
JOIN kpi_import_stream f ON (f.series_id, f.unit_id, f.group_id, f.period, f.row_number)
    = (r.series_id, r.unit_id, r.group_id, r.period, r.first_row)
JOIN LATERAL (
    SELECT row_number, value FROM kpi_import_stream o
    WHERE (o.series_id, o.unit_id, o.group_id, o.period) = (r.series_id, r.unit_id, r.group_id, r.period)
      AND o.row_number > r.first_row ORDER BY row_number LIMIT 1
) o ON TRUE
WHERE NOT r.is_same OR s.row_number <> r.first_row
ORDER BY s.row_number LIMIT %s"""
DROP_REPEATS = """
DROP TABLE IF EXISTS kpi_import_dropped;
CREATE TEMPORARY TABLE kpi_import_dropped ON COMMIT DROP AS
WITH gone AS (
    DELETE FROM kpi_import_stream s USING kpi_import_repeat r
    WHERE (s.series_id, s.unit_id, s.group_id, s.period) = (r.series_id, r.unit_id, r.group_id, r.period)
      AND (NOT r.is_same OR s.row_number <> r.first_row)
    RETURNING s.row_number, r.is_same
)
SELECT row_number, count(*) FILTER (WHERE is_same) AS repeated, count(*) FILTER (WHERE NOT is_same) AS refused
FROM gone GROUP BY row_number"""
LOST = """
SELECT coalesce(sum(d.refused), 0), coalesce(sum(d.repeated), 0),
       count(*) FILTER (WHERE is_gone AND d.refused > 0), count(*) FILTER (WHERE is_gone AND d.refused = 0)
FROM kpi_import_dropped d, LATERAL (
    SELECT NOT EXISTS (SELECT 1 FROM kpi_import_stream s WHERE s.row_number = d.row_number) AS is_gone
) g"""

LATEST = """
LEFT JOIN LATERAL (
    SELECT o.id, o.revision, o.is_retraction, o.state, o.value, o.numerator, o.denominator, o.n, o.bound,
           o.is_bound_strict, o.category
    FROM kpi_observation o
    WHERE o.series_id = s.series_id AND o.unit_id = s.unit_id AND o.group_id = s.group_id AND o.period = s.period
    ORDER BY o.revision DESC LIMIT 1
) l ON TRUE"""
STAGE = f"""
INSERT INTO kpi_stagedobservation
    (batch_id, {KEY}, period_sort, row, {VALUES}, outcome, prior_id, prior_revision)
SELECT %s, s.series_id, s.unit_id, s.group_id, s.period, s.period_sort, s.row_number,
       s.state, s.value, s.numerator, s.denominator, s.n, s.bound, s.is_bound_strict, s.category,
       CASE WHEN l.id IS NULL THEN 'new'
            WHEN l.is_retraction THEN 'new'
            WHEN (s.state, s.value, s.numerator, s.denominator, s.n, s.bound, s.is_bound_strict, s.category)
                 IS DISTINCT FROM
                 (l.state, l.value, l.numerator, l.denominator, l.n, l.bound, l.is_bound_strict, l.category)
            THEN 'revised' ELSE 'unchanged' END,
       l.id, coalesce(l.revision, 0)
FROM kpi_import_stream s {LATEST}"""
COUNT_OUTCOMES = "SELECT outcome, count(*) FROM kpi_stagedobservation WHERE batch_id = %s GROUP BY outcome"
COUNT_STATES = "SELECT state, count(*) FROM kpi_stagedobservation WHERE batch_id = %s GROUP BY state"
# Percents that never pass 1 are fractions whose recipe does not say so.
SMALL_PERCENTS = """
SELECT s.series_id FROM kpi_stagedobservation s
JOIN kpi_series e ON e.id = s.series_id
WHERE s.batch_id = %s AND EXISTS (SELECT 1 FROM kpi_indicatorversion v WHERE v.indicator_id = e.indicator_id
                                  AND v.unit_of_measure = 'percent')
GROUP BY s.series_id HAVING max(s.value) BETWEEN 0.000001 AND 1 ORDER BY s.series_id"""

# Beside what it replaces, else beside the year before; groups too small to be steady are left alone.
LARGE_CHANGES = """
SELECT s.series_id, s.unit_id, s.group_id, s.period, s.row, b.value, s.value, count(*) OVER ()
FROM kpi_stagedobservation s
JOIN LATERAL (
    SELECT o.value FROM kpi_observation o
    WHERE o.series_id = s.series_id AND o.unit_id = s.unit_id AND o.group_id = s.group_id
      AND o.period_sort IN (s.period_sort, s.period_sort - 10) AND o.period_sort <= s.period_sort
      AND NOT o.is_retraction
    ORDER BY o.period_sort DESC, o.revision DESC LIMIT 1
) b ON abs(s.value - b.value) > 20
JOIN kpi_series e ON e.id = s.series_id
WHERE s.batch_id = %s AND s.outcome <> 'unchanged' AND (s.n IS NULL OR s.n >= 30)
  AND EXISTS (SELECT 1 FROM kpi_indicatorversion v WHERE v.indicator_id = e.indicator_id
              AND v.unit_of_measure = 'percent')
ORDER BY s.row LIMIT %s"""

HOLD_SERIES = """
SELECT id FROM kpi_series
WHERE id IN (SELECT DISTINCT series_id FROM kpi_stagedobservation WHERE batch_id = %s)
ORDER BY id FOR NO KEY UPDATE"""
COUNT_STALE = f"""
SELECT count(*) FROM kpi_stagedobservation s {LATEST}
WHERE s.batch_id = %s AND coalesce(l.revision, 0) <> s.prior_revision"""
COUNT_UNITS_KNOWN = """
SELECT count(*) FROM kpi_stagedunit u JOIN district_reportingid r USING (scheme, value) WHERE u.batch_id = %s"""

# No file says when a result may be public: what a person wrote beside the last one said stays with the next.
# What a file brings is real, and cited by it.
LOAD = f"""
INSERT INTO kpi_observation
    ({KEY}, period_sort, revision, is_retraction, {VALUES}, comment, released_on, is_sample, batch_id, source_row,
     citation, recorded_by_id, reason)
SELECT s.series_id, coalesce(u.unit_id, s.unit_id), s.group_id, s.period, s.period_sort, s.prior_revision + 1, FALSE,
       s.state, s.value, s.numerator, s.denominator, s.n, s.bound, s.is_bound_strict, s.category,
       coalesce(p.comment, ''), p.released_on, FALSE, s.batch_id, s.row, %(citation)s, %(by)s,
       CASE WHEN s.prior_revision = 0 THEN '' ELSE coalesce(nullif(%(reason)s, ''), %(again)s) END
FROM kpi_stagedobservation s
LEFT JOIN kpi_stagedunit t ON t.batch_id = s.batch_id AND t.number = s.unit_id
LEFT JOIN district_reportingid r ON r.scheme = t.scheme AND r.value = t.value
LEFT JOIN LATERAL (SELECT r.unit_id) u ON TRUE
LEFT JOIN LATERAL (
    SELECT o.comment, o.released_on FROM kpi_observation o
    WHERE s.prior_id IS NOT NULL AND o.series_id = s.series_id AND o.unit_id = s.unit_id
      AND o.group_id = s.group_id AND o.period = s.period AND NOT o.is_retraction
    ORDER BY o.revision DESC LIMIT 1
) p ON TRUE
WHERE s.batch_id = %(batch)s AND s.outcome <> 'unchanged'"""

# An import is undone by one more revision of each of its values: the one before it, or a retraction.
HOLD_SERIES_OF = """
SELECT id FROM kpi_series WHERE id IN (SELECT DISTINCT series_id FROM kpi_observation WHERE batch_id = %s)
ORDER BY id FOR NO KEY UPDATE"""
COUNT_FOLLOWED = """
SELECT count(*) FROM kpi_observation o WHERE o.batch_id = %s AND EXISTS (
    SELECT 1 FROM kpi_observation later
    WHERE later.series_id = o.series_id AND later.unit_id = o.unit_id AND later.group_id = o.group_id
      AND later.period = o.period AND later.revision > o.revision)"""
UNDO = f"""
INSERT INTO kpi_observation
    ({KEY}, period_sort, revision, is_retraction, {VALUES}, comment, released_on, is_sample, batch_id, source_row,
     citation, recorded_by_id, reason)
SELECT o.series_id, o.unit_id, o.group_id, o.period, o.period_sort, o.revision + 1,
       coalesce(p.is_retraction, TRUE), coalesce(p.state, o.state), p.value, p.numerator, p.denominator, p.n,
       p.bound, coalesce(p.is_bound_strict, FALSE), coalesce(p.category, ''), coalesce(p.comment, ''), p.released_on,
       coalesce(p.is_sample, o.is_sample), %(undoing)s, o.source_row, coalesce(p.citation, ''), %(by)s, %(reason)s
FROM kpi_observation o
LEFT JOIN kpi_observation p ON p.series_id = o.series_id AND p.unit_id = o.unit_id AND p.group_id = o.group_id
    AND p.period = o.period AND p.revision = o.revision - 1
WHERE o.batch_id = %(batch)s"""
