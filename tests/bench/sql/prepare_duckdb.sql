-- DuckDB's own file in the form that serves it best: whole-number keys for instruments, DATE and
-- DECIMAL columns, usage rows in order of instrument and day, and only the columns that the rules
-- read. Source: the CSV files that the database was loaded from ({csv} is their folder).

CREATE TABLE department AS
  SELECT 部门编码 AS department_code, 级别 AS level
  FROM read_csv('{csv}/部门.csv', all_varchar = true);

CREATE TABLE unit AS
  SELECT 单位编码 AS unit_code, 部门 AS department_code, 法人 = '是' AS is_legal_person
  FROM read_csv('{csv}/单位.csv', all_varchar = true);

CREATE TABLE unit_lineage AS
  SELECT 前身单位 AS old_unit, 后继单位 AS new_unit, 生效日期::DATE AS effective_date
  FROM read_csv('{csv}/沿革.csv', all_varchar = true);

CREATE TABLE past_result AS
  SELECT 单位 AS unit_code, 期次::INTEGER AS assessment, 等级 AS grade, 公布日::DATE AS published_on
  FROM read_csv('{csv}/历年结果.csv', all_varchar = true);

CREATE TABLE facility AS
  SELECT 依托单位 AS unit_code, 建设状态 AS building_state
  FROM read_csv('{csv}/设施.csv', all_varchar = true);

CREATE TABLE self_report AS
  SELECT 单位 AS unit_code, 期次::INTEGER AS assessment, nullif(平台网址, '') AS platform_url,
    CASE 平台已对接 WHEN '是' THEN true WHEN '否' THEN false END AS platform_linked,
    try_cast(对外服务收入 AS DECIMAL(12, 2)) AS external_income,
    收入清单 = '是' AS has_income_list, 资产清单 = '是' AS has_asset_list,
    try_cast(提交日 AS DATE) AS submitted_on, 部门审核 AS department_audit,
    try_cast(纸质份数 AS INTEGER) AS paper_copies,
    CASE 加盖公章 WHEN '是' THEN true WHEN '否' THEN false END AS is_sealed
  FROM read_csv('{csv}/自评报告.csv', all_varchar = true);

CREATE TABLE inspection AS
  SELECT 单位 AS unit_code, 期次::INTEGER AS assessment, 结论 AS finding
  FROM read_csv('{csv}/现场核查.csv', all_varchar = true);

CREATE TABLE income_voucher AS
  SELECT 单位 AS unit_code, 日期::DATE AS dated, 金额::DECIMAL(14, 2) AS amount
  FROM read_csv('{csv}/收入凭证.csv', all_varchar = true);

CREATE TABLE judgement_answer AS
  SELECT 评议事项 AS question, 评议对象 AS subject, 评议人 AS judge, 评议答复 AS answer
  FROM read_csv('{csv}/评议记录.csv', all_varchar = true);

CREATE TABLE service_record AS
  SELECT 对象 AS client_side, nullif(用户类别, '') AS client_kind
  FROM read_csv('{csv}/服务记录.csv', all_varchar = true);

-- The six texts and figures that make complete information stay columns: whether they are there is
-- for the rules to ask.
CREATE TABLE instrument AS
  SELECT (row_number() OVER (ORDER BY 仪器编号))::INTEGER AS instrument_id,
    仪器编号 AS instrument_code, 单位 AS unit_code, 原值::DECIMAL(12, 2) AS worth,
    CASE WHEN 不开放原因 NOT LIKE '#%' THEN nullif(不开放原因, '') END AS closed_reason,
    CASE 纳入国家平台 WHEN '是' THEN true WHEN '否' THEN false END AS on_platform,
    try_cast(年运行机时 AS DECIMAL(6, 1)) AS run_machine,
    try_cast(年对外机时 AS DECIMAL(6, 1)) AS service_machine,
    nullif(服务内容, '') AS service_content, nullif(收费标准, '') AS fee,
    nullif(用户须知, '') AS requirement, nullif(联系人, '') AS contact
  FROM read_csv('{csv}/仪器.csv', all_varchar = true) ORDER BY instrument_id;

CREATE TABLE usage_month AS
  SELECT i.instrument_id, u.月份::DATE AS month,
    try_cast(u.有效机时 AS DECIMAL(5, 1)) AS effective_hours,
    try_cast(u.对外机时 AS DECIMAL(5, 1)) AS external_hours
  FROM read_csv('{csv}/机时记录.csv', all_varchar = true, header = true) u
  JOIN instrument i ON i.instrument_code = u.仪器
  ORDER BY instrument_id, month;

CHECKPOINT;
