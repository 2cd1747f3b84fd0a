-- The 2021 rules whole in one prepared statement: one row for each unit that is assessed. Usage is
-- read once. Sums are DECIMAL; DuckDB divides DECIMAL as DOUBLE, so the scores are DOUBLE.
-- {rounded} and {rounded_sharing} are how values become hundredths: see tests/bench/README.md.
WITH RECURSIVE
  predecessor(unit_code, earlier) AS (
    SELECT new_unit, old_unit FROM unit_lineage WHERE effective_date <= $reference
    UNION
    SELECT p.unit_code, l.old_unit
    FROM predecessor p JOIN unit_lineage l ON l.new_unit = p.earlier
    WHERE l.effective_date <= $reference),
  -- A unit's own results and those of its predecessors.
  past AS (
    SELECT unit_code, assessment, grade, published_on FROM past_result
    WHERE assessment < $assessment
    UNION ALL
    SELECT p.unit_code, r.assessment, r.grade, r.published_on
    FROM predecessor p JOIN past_result r ON r.unit_code = p.earlier
    WHERE r.assessment < $assessment),
  history AS (
    SELECT unit_code, bool_or(assessment = 2019) AS is_back,
      bool_or(published_on <= $reference AND $reference < published_on + INTERVAL 1 YEAR) AS is_out
    FROM past WHERE grade = '较差' GROUP BY unit_code),
  assessed AS MATERIALIZED (
    SELECT u.unit_code, coalesce(h.is_back, false) AS is_back
    FROM unit u JOIN department d USING (department_code) LEFT JOIN history h USING (unit_code)
    WHERE d.level = '中央级' AND u.is_legal_person AND NOT coalesce(h.is_out, false)
      AND u.unit_code NOT IN (SELECT old_unit FROM unit_lineage WHERE effective_date <= $reference)
      AND u.unit_code NOT IN (SELECT new_unit FROM unit_lineage WHERE effective_date > $reference)),
  hours AS (
    SELECT instrument_id, sum(effective_hours) AS effective, sum(external_hours) AS external
    FROM usage_month
    WHERE month BETWEEN $period_first AND $period_last
    GROUP BY instrument_id),
  listed AS MATERIALIZED (
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
      count(*) FILTER (is_complete) AS complete,
      count(*) FILTER (external > effective) AS external_above
    FROM listed GROUP BY unit_code),
  nation AS (
    SELECT avg(effective) AS national_effective, avg(external) AS national_external,
      count(*) FILTER (on_platform) / count(*) AS national_platform,
      avg(CASE WHEN effective = 0 THEN 0 ELSE {rounded_sharing} END)
        AS national_sharing
    FROM listed),
  report AS (
    SELECT unit_code, sum(external_income) AS income,
      bool_or(platform_url IS NOT NULL) AS has_platform,
      bool_or(platform_linked IS NOT NULL AND platform_linked) AS is_linked,
      bool_or(external_income IS NULL) AS is_income_open,
      bool_or(department_audit = '通过') AS is_audited,
      bool_or(department_audit = '通过' AND submitted_on IS NOT NULL
              AND submitted_on <= $last_day) AS is_in_time,
      bool_or(paper_copies IS NOT NULL AND paper_copies >= $copies
              AND is_sealed IS NOT NULL AND is_sealed) AS is_on_paper,
      bool_or(has_income_list) AS has_income_list, bool_or(has_asset_list) AS has_asset_list
    FROM self_report WHERE assessment = $assessment GROUP BY unit_code),
  voucher AS (
    SELECT unit_code, sum(amount) AS vouchers FROM income_voucher
    WHERE dated BETWEEN $period_first AND $period_last GROUP BY unit_code),
  falsified AS (
    SELECT DISTINCT unit_code FROM inspection WHERE assessment = $assessment AND finding = '造假'),
  panel AS (
    SELECT subject AS unit_code,
      avg(answer::DECIMAL(6, 1)) FILTER (question = '任务评议') AS task_points,
      avg(answer::DECIMAL(6, 1)) FILTER (question = '成果评议') AS outcome_points,
      avg(answer::DECIMAL(6, 1)) FILTER (question = '管理评议') AS management_points,
      count(*) FILTER (question = '任务评议') >= 3 AND count(*) FILTER (question = '成果评议') >= 3
        AND count(*) FILTER (question = '管理评议') >= 3 AS is_answered
    FROM judgement_answer WHERE question IN ('任务评议', '成果评议', '管理评议')
    GROUP BY subject),
  verdict AS (
    SELECT subject AS unit_code,
      max(answer) FILTER (question = '认定较差' AND judge = '专家组') AS found_poor,
      max(answer) FILTER (question = '整改到位' AND judge = '主管部门') AS is_mended
    FROM judgement_answer WHERE question IN ('认定较差', '整改到位') GROUP BY subject),
  scored AS (
    SELECT a.unit_code, a.is_back, r.*EXCLUDE (unit_code), coalesce(r.income, 0) AS own_income,
      coalesce(v.vouchers, 0) AS vouchers, f.unit_code IS NOT NULL AS is_falsified,
      j.found_poor = '是' AS is_found_poor, j.is_mended = '是' AS is_mended,
      coalesce(b.external_above, 0) AS external_above,
      CASE WHEN p.is_answered THEN
        coalesce(25 * least(b.effective / b.instruments / $rated_hours, 1), 0) + p.task_points
        + coalesce(15 * least(b.external / b.instruments / $full_external, 1), 0)
        + coalesce(10 * least(b.external / nullif(b.effective, 0) / $full_sharing, 1), 0)
        + coalesce(5 * least(coalesce(r.income, 0) / b.instruments / $full_income, 1), 0)
        + p.outcome_points + coalesce(6 * (b.on_platform / b.instruments), 0)
        + CASE WHEN r.has_platform AND r.is_linked THEN 4 WHEN r.has_platform THEN 2 ELSE 0 END
        + coalesce(4 * (b.complete / b.instruments), 0) + p.management_points
      END AS total
    FROM assessed a
    LEFT JOIN by_unit b USING (unit_code) LEFT JOIN report r USING (unit_code)
    LEFT JOIN voucher v USING (unit_code) LEFT JOIN falsified f USING (unit_code)
    LEFT JOIN panel p USING (unit_code) LEFT JOIN verdict j USING (unit_code)),
  ranked AS (
    SELECT unit_code, {rounded} AS score, rank() OVER (ORDER BY {rounded} DESC) AS place,
      count(*) OVER (PARTITION BY {rounded}) AS tied
    FROM scored WHERE NOT is_falsified AND NOT is_found_poor),
  -- Only a tie that lies across a line is put to the panel.
  line AS (
    SELECT score, any_value(place) AS place, any_value(tied) AS tied,
      CASE WHEN any_value(place) <= $excellent THEN '优秀.择优' ELSE '良好.次优' END AS line,
      string_agg(unit_code, ';' ORDER BY unit_code) AS members
    FROM ranked
    WHERE (place <= $excellent AND place + tied - 1 > $excellent)
      OR (place <= $excellent + $good AND place + tied - 1 > $excellent + $good)
    GROUP BY score),
  decision AS (
    SELECT l.score, string_split(j.answer, ';') AS members
    FROM line l JOIN judgement_answer j
      ON j.question = '同分裁定' AND j.subject = l.members || '@考核等级.' || l.line),
  placed AS (
    SELECT k.unit_code, k.score,
      CASE WHEN l.score IS NULL THEN k.place
        ELSE k.place + list_position(d.members, k.unit_code) - 1 END AS place
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
  is_back AND NOT coalesce(is_mended, true) AS is_cut, is_back AND is_mended IS NULL AS is_open,
  is_falsified, coalesce(is_audited, false) AS is_audited,
  coalesce(is_in_time, false) AS is_in_time, coalesce(is_on_paper, false) AS is_on_paper,
  coalesce(has_income_list, false) AS has_income_list,
  coalesce(has_asset_list, false) AS has_asset_list,
  coalesce(is_income_open, false) OR vouchers = own_income * 10000 AS agrees_with_vouchers,
  external_above,
  nation.*,
  (SELECT count(*) FROM service_record
   WHERE client_side = '外部用户' AND client_kind = '中小微企业') AS small_firm_services,
  (SELECT count(*) FROM facility JOIN assessed USING (unit_code) WHERE building_state = '建成')
    AS facilities
FROM graded CROSS JOIN nation
ORDER BY unit_code
