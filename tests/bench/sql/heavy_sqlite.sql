-- The heavy reduction alone: hours of each instrument within the period.
SELECT instrument_id, sum(effective_hours) AS effective, sum(external_hours) AS external
FROM usage_day
WHERE day BETWEEN CAST(julianday($period_first) + 0.5 AS INTEGER)
  AND CAST(julianday($period_last) + 0.5 AS INTEGER)
GROUP BY instrument_id
