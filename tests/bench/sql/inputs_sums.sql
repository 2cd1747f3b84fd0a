  hours AS (
    SELECT instrument_id, sum(effective_hours) AS effective, sum(external_hours) AS external
    FROM usage_month
    WHERE month BETWEEN $period_first AND $period_last
    GROUP BY instrument_id),
  listed AS (
    SELECT i.unit_code,
      coalesce(h.effective, 0) AS effective, coalesce(h.external, 0) AS external,
      coalesce(i.on_platform, false) AS on_platform,
      i.run_machine IS NOT NULL AND i.service_machine IS NOT NULL
        AND i.service_content IS NOT NULL AND i.fee IS NOT NULL
        AND i.requirement IS NOT NULL AND i.contact IS NOT NULL AS is_complete
    FROM instrument i JOIN assessed a USING (unit_code) LEFT JOIN hours h USING (instrument_id)
    WHERE i.worth >= $least_worth
      AND (i.closed_reason IS NULL
           OR i.closed_reason NOT IN ('老旧', '在线检测', '配件', '涉密', '调试中'))),
  by_unit AS (
    SELECT unit_code, count(*) AS instruments, sum(effective) AS effective,
      sum(external) AS external, count(*) FILTER (on_platform) AS on_platform,
      count(*) FILTER (is_complete) AS complete
    FROM listed GROUP BY unit_code),
