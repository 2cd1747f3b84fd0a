-- What a rule engine is given that cannot read a database: one row for each assessed unit, sums made by
-- SQL, answers of the panel as lists. The engine makes the measures, the points, the score and the
-- grade of it. {usage} is empty, or the usage rows themselves as a list for each instrument.
WITH RECURSIVE
  predecessor(unit_code, earlier) AS (
    SELECT new_unit, old_unit FROM unit_lineage WHERE effective_date <= $reference
    UNION
    SELECT p.unit_code, l.old_unit
    FROM predecessor p JOIN unit_lineage l ON l.new_unit = p.earlier
    WHERE l.effective_date <= $reference),
  past AS (
    SELECT unit_code, grade, published_on FROM past_result WHERE assessment < $assessment
    UNION ALL
    SELECT p.unit_code, r.grade, r.published_on
    FROM predecessor p JOIN past_result r ON r.unit_code = p.earlier
    WHERE r.assessment < $assessment),
  assessed AS MATERIALIZED (
    SELECT u.unit_code
    FROM unit u JOIN department d USING (department_code)
    WHERE d.level = '中央级' AND u.is_legal_person
      AND u.unit_code NOT IN (SELECT unit_code FROM past
        WHERE grade = '较差' AND published_on <= $reference
          AND $reference < published_on + INTERVAL 1 YEAR)
      AND u.unit_code NOT IN (SELECT old_unit FROM unit_lineage WHERE effective_date <= $reference)
      AND u.unit_code NOT IN (SELECT new_unit FROM unit_lineage WHERE effective_date > $reference)),
  {instruments}
  report AS (
    SELECT unit_code, sum(external_income) AS income,
      bool_or(platform_url IS NOT NULL) AS has_platform,
      bool_or(platform_linked IS NOT NULL AND platform_linked) AS is_linked
    FROM self_report WHERE assessment = $assessment GROUP BY unit_code),
  falsified AS (
    SELECT DISTINCT unit_code FROM inspection WHERE assessment = $assessment AND finding = '造假'),
  panel AS (
    SELECT subject AS unit_code,
      list(try_cast(answer AS DECIMAL(6, 1))) FILTER (question = '任务评议') AS task_answers,
      list(try_cast(answer AS DECIMAL(6, 1))) FILTER (question = '成果评议') AS outcome_answers,
      list(try_cast(answer AS DECIMAL(6, 1))) FILTER (question = '管理评议') AS management_answers,
      coalesce(max(answer) FILTER (question = '认定较差' AND judge = '专家组') = '是', false)
        AS is_found_poor
    FROM judgement_answer
    WHERE question IN ('任务评议', '成果评议', '管理评议', '认定较差') GROUP BY subject)
SELECT to_json({unit: a.unit_code, {own}
  income: coalesce(r.income, 0),
  has_platform: coalesce(r.has_platform, false), is_linked: coalesce(r.is_linked, false),
  task_answers: p.task_answers, outcome_answers: p.outcome_answers,
  management_answers: p.management_answers,
  is_found_poor: coalesce(p.is_found_poor, false), is_falsified: f.unit_code IS NOT NULL})
FROM assessed a
LEFT JOIN by_unit b USING (unit_code) LEFT JOIN report r USING (unit_code)
LEFT JOIN falsified f USING (unit_code) LEFT JOIN panel p USING (unit_code)
ORDER BY a.unit_code
