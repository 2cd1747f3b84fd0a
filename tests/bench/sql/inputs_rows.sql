  -- Days as numbers, since neither engine compares texts of dates.
  usage_of AS (
    SELECT instrument_id, list({day: month - DATE '1970-01-01',
      effective_hours: coalesce(effective_hours, 0),
      external_hours: coalesce(external_hours, 0)}) AS usage
    FROM usage_month GROUP BY instrument_id),
  by_unit AS (
    SELECT i.unit_code, list({worth: i.worth, closed_reason: coalesce(i.closed_reason, ''),
      on_platform: coalesce(i.on_platform, false),
      is_complete: i.run_machine IS NOT NULL AND i.service_machine IS NOT NULL
        AND i.service_content IS NOT NULL AND i.fee IS NOT NULL
        AND i.requirement IS NOT NULL AND i.contact IS NOT NULL,
      usage: coalesce(u.usage, [])}) AS instruments
    FROM instrument i JOIN assessed a USING (unit_code) LEFT JOIN usage_of u USING (instrument_id)
    GROUP BY i.unit_code),
