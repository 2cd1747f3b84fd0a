-- The 2021 rules whole in one prepared statement: one row for each unit that is assessed. Usage is
-- read once, in order of its key. Sums are whole numbers; SQLite divides as REAL, so the scores are
-- REAL. {rounded} is how the score becomes hundredths: see tests/bench/README.md.
WITH RECURSIVE
  predecessor(unit_code, earlier) AS (
    SELECT new_unit, old_unit FROM unit_lineage WHERE effective_date <= $reference
    UNION
    SELECT p.unit_code, l.old_unit
    FROM predecessor p JOIN unit_lineage l ON l.new_unit = p.earlier
    WHERE l.effective_date <= $reference),
  -- A unit's own results and those of its predecessors.
  poor AS MATERIALIZED (
    SELECT unit_code, assessment, published_on FROM past_result
    WHERE assessment < $assessment AND grade = '较差'
    UNION ALL
    SELECT p.unit_code, r.assessment, r.published_on
    FROM predecessor p JOIN past_result r ON r.unit_code = p.earlier
    WHERE r.assessment < $assessment AND r.grade = '较差'),
  assessed AS MATERIALIZED (
    SELECT u.unit_code,
      EXISTS (SELECT 1 FROM poor p WHERE p.unit_code = u.unit_code AND p.assessment = 2019)
        AS is_back
    FROM unit u JOIN department d USING (department_code)
    WHERE d.level = '中央级' AND u.is_legal_person
      AND NOT EXISTS (SELECT 1 FROM unit_lineage l WHERE l.old_unit = u.unit_code
                      AND l.effective_date <= $reference)
      AND NOT EXISTS (SELECT 1 FROM unit_lineage l WHERE l.new_unit = u.unit_code
                      AND l.effective_date > $reference)
      -- A span that starts on 29 February ends on 28 February.
      AND NOT EXISTS (SELECT 1 FROM poor p WHERE p.unit_code = u.unit_code
                      AND p.published_on <= $reference
                      AND $reference < date(CASE substr(p.published_on, 6) WHEN '02-29'
                        THEN substr(p.published_on, 1, 5) || '02-28' ELSE p.published_on END,
                        '+1 year'))),
  hours AS (
    SELECT instrument_id, sum(effective_hours) AS effective, sum(external_hours) AS external
    FROM usage_day
    WHERE day BETWEEN CAST(julianday($period_first) + 0.5 AS INTEGER)
      AND CAST(julianday($period_last) + 0.5 AS INTEGER)
    GROUP BY instrument_id),
  listed AS MATERIALIZED (
    SELECT i.unit_code,
      coalesce(h.effective, 0) AS effective, coalesce(h.external, 0) AS external,
      coalesce(i.on_platform, 0) AS on_platform,
      i.run_machine IS NOT NULL AND i.service_machine IS NOT NULL
        AND i.service_content IS NOT NULL AND i.fee IS NOT NULL
        AND i.requirement IS NOT NULL AND i.contact IS NOT NULL AS is_complete
    FROM hours h CROSS JOIN instrument i ON i.instrument_id = h.instrument_id
    WHERE i.worth >= $least_worth AND i.unit_code IN (SELECT unit_code FROM assessed)
      AND (i.closed_reason IS NULL
           OR i.closed_reason NOT IN ('老旧', '在线检测', '配件', '涉密', '调试中'))
    UNION ALL
    -- Instruments without any usage row.
    SELECT i.unit_code, 0, 0, coalesce(i.on_platform, 0),
      i.run_machine IS NOT NULL AND i.service_machine IS NOT NULL
        AND i.service_content IS NOT NULL AND i.fee IS NOT NULL
        AND i.requirement IS NOT NULL AND i.contact IS NOT NULL
    FROM instrument i
    WHERE i.worth >= $least_worth AND i.unit_code IN (SELECT unit_code FROM assessed)
      AND (i.closed_reason IS NULL
           OR i.closed_reason NOT IN ('老旧', '在线检测', '配件', '涉密', '调试中'))
      AND NOT EXISTS (SELECT 1 FROM usage_day d WHERE d.instrument_id = i.instrument_id
        AND d.day BETWEEN CAST(julianday($period_first) + 0.5 AS INTEGER)
          AND CAST(julianday($period_last) + 0.5 AS INTEGER))),
  by_unit AS MATERIALIZED (
    SELECT unit_code, count(*) AS instruments, sum(effective) AS effective,
      sum(external) AS external, sum(on_platform) AS on_platform, sum(is_complete) AS complete,
      sum(external > effective) AS external_above,
      -- In hundredths of a percent, each rounded, so that the sum stays whole.
      sum(CASE WHEN effective = 0 THEN 0
            ELSE (external * 20000 + effective) / (effective * 2) END) AS sharing
    FROM listed GROUP BY unit_code),
  nation AS (
    SELECT sum(effective) / 10.0 / sum(instruments) AS national_effective,
      sum(external) / 10.0 / sum(instruments) AS national_external,
      1.0 * sum(on_platform) / sum(instruments) AS national_platform,
      sum(sharing) / 100.0 / sum(instruments) AS national_sharing
    FROM by_unit),
  report AS (
    SELECT unit_code, sum(bill_worth_instrument) AS income,
      max(platform_url IS NOT NULL) AS has_platform,
      max(platform_linked IS NOT NULL AND platform_linked) AS is_linked,
      max(bill_worth_instrument IS NULL) AS is_income_open,
      max(department_audit = '通过') AS is_audited,
      max(department_audit = '通过' AND submitted_on IS NOT NULL
          AND submitted_on <= $last_day) AS is_in_time,
      max(paper_copies IS NOT NULL AND paper_copies >= $copies
          AND is_sealed IS NOT NULL AND is_sealed) AS is_on_paper,
      max(has_income_list) AS has_income_list, max(has_asset_list) AS has_asset_list
    FROM self_report WHERE assessment = $assessment GROUP BY unit_code),
  voucher AS (
    SELECT unit_code, sum(amount) AS vouchers FROM income_voucher
    WHERE dated BETWEEN $period_first AND $period_last GROUP BY unit_code),
  falsified AS (
    SELECT DISTINCT unit_code FROM inspection WHERE assessment = $assessment AND finding = '造假'),
  panel AS (
    SELECT subject AS unit_code,
      avg(CAST(answer AS REAL)) FILTER (WHERE question = '任务评议') AS task_points,
      avg(CAST(answer AS REAL)) FILTER (WHERE question = '成果评议') AS outcome_points,
      avg(CAST(answer AS REAL)) FILTER (WHERE question = '管理评议') AS management_points,
      count(*) FILTER (WHERE question = '任务评议') >= 3
        AND count(*) FILTER (WHERE question = '成果评议') >= 3
        AND count(*) FILTER (WHERE question = '管理评议') >= 3 AS is_answered
    FROM judgement_answer WHERE question IN ('任务评议', '成果评议', '管理评议')
    GROUP BY subject),
  verdict AS (
    SELECT subject AS unit_code,
      max(answer) FILTER (WHERE question = '认定较差' AND judge = '专家组') AS found_poor,
      max(answer) FILTER (WHERE question = '整改到位' AND judge = '主管部门') AS is_mended
    FROM judgement_answer WHERE question IN ('认定较差', '整改到位') GROUP BY subject),
  scored AS MATERIALIZED (
    SELECT a.unit_code, a.is_back, r.is_income_open, r.is_audited, r.is_in_time, r.is_on_paper,
      r.has_income_list, r.has_asset_list, coalesce(r.income, 0) AS own_income,
      coalesce(v.vouchers, 0) AS vouchers, f.unit_code IS NOT NULL AS is_falsified,
      j.found_poor = '是' AS is_found_poor, j.is_mended = '是' AS is_mended,
      coalesce(b.external_above, 0) AS external_above,
      CASE WHEN p.is_answered THEN
        coalesce(25 * min(b.effective / 10.0 / b.instruments / $rated_hours, 1.0), 0)
        + p.task_points
        + coalesce(15 * min(b.external / 10.0 / b.instruments / $full_external, 1.0), 0)
        + coalesce(10 * min(1.0 * b.external / nullif(b.effective, 0) / $full_sharing, 1.0), 0)
        + coalesce(5 * min(coalesce(r.income, 0) / 100.0 / b.instruments / $full_income, 1.0), 0)
        + p.outcome_points + coalesce(6.0 * b.on_platform / b.instruments, 0)
        + CASE WHEN r.has_platform AND r.is_linked THEN 4 WHEN r.has_platform THEN 2 ELSE 0 END
        + coalesce(4.0 * b.complete / b.instruments, 0) + p.management_points
      END AS total
    FROM assessed a
    LEFT JOIN by_unit b USING (unit_code) LEFT JOIN report r USING (unit_code)
    LEFT JOIN voucher v USING (unit_code) LEFT JOIN falsified f USING (unit_code)
    LEFT JOIN panel p USING (unit_code) LEFT JOIN verdict j USING (unit_code)),
  ranked AS MATERIALIZED (
    SELECT unit_code, {rounded} AS score, rank() OVER (ORDER BY {rounded} DESC) AS place,
      count(*) OVER (PARTITION BY {rounded}) AS tied
    FROM scored WHERE NOT is_falsified AND NOT is_found_poor),
  -- Only a tie that lies across a line is put to the panel.
  line AS MATERIALIZED (
    SELECT DISTINCT score, CASE WHEN place <= $excellent THEN '优秀.择优' ELSE '良好.次优' END AS line,
      group_concat(unit_code, ';') OVER (PARTITION BY score ORDER BY unit_code
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS members
    FROM ranked
    WHERE (place <= $excellent AND place + tied - 1 > $excellent)
      OR (place <= $excellent + $good AND place + tied - 1 > $excellent + $good)),
  decision AS MATERIALIZED (
    SELECT l.score, ';' || j.answer || ';' AS members
    FROM line l JOIN judgement_answer j
      ON j.question = '同分裁定' AND j.subject = l.members || '@考核等级.' || l.line),
  placed AS (
    SELECT k.unit_code,
      CASE WHEN l.score IS NULL THEN k.place
        -- The number of separators before the unit in the list.
        ELSE k.place - 1
          + length(substr(d.members, 1, instr(d.members, ';' || k.unit_code || ';')))
          - length(replace(substr(d.members, 1, instr(d.members, ';' || k.unit_code || ';')),
                           ';', '')) END AS place
    FROM ranked k LEFT JOIN line l USING (score) LEFT JOIN decision d USING (score)),
  graded AS (
    SELECT s.*, {rounded} AS score,
      CASE WHEN s.is_falsified OR s.is_found_poor THEN '较差'
        WHEN p.place IS NULL THEN '待定'
        WHEN p.place <= $excellent THEN '优秀'
        WHEN p.place <= $excellent + $good THEN '良好'
        ELSE '合格' END AS grade
    FROM scored s LEFT JOIN placed p USING (unit_code))
SELECT unit_code, score, grade,
  grade IN ('优秀', '良好') AS is_rewarded, grade = '较差' AS is_censured,
  is_back AND NOT coalesce(is_mended, 1) AS is_cut, is_back AND is_mended IS NULL AS is_open,
  is_falsified, coalesce(is_audited, 0) AS is_audited,
  coalesce(is_in_time, 0) AS is_in_time, coalesce(is_on_paper, 0) AS is_on_paper,
  coalesce(has_income_list, 0) AS has_income_list, coalesce(has_asset_list, 0) AS has_asset_list,
  coalesce(is_income_open, 0) OR vouchers = own_income * 10000 AS agrees_with_vouchers,
  external_above,
  nation.*,
  (SELECT count(*) FROM service_record
   WHERE client_side = '外部用户' AND client_kind = '中小微企业') AS small_firm_services,
  (SELECT count(*) FROM facility f JOIN assessed a USING (unit_code) WHERE building_state = '建成')
    AS facilities
FROM graded CROSS JOIN nation
ORDER BY unit_code
