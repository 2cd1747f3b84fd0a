-- The heavy reduction alone: hours of each instrument within the period.
SELECT instrument_id, sum(effective_hours) AS effective, sum(external_hours) AS external
FROM usage_month
WHERE month BETWEEN $period_first AND $period_last
GROUP BY instrument_id
