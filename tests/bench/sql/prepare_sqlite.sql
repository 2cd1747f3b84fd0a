-- SQLite's own file in the form that serves it best: whole-number keys, days as numbers, only the
-- columns that the rules read, usage clustered by instrument and day (so that GROUP BY needs
-- neither sort nor index look-ups). Source: the database itself, attached as `source`. Sums stay
-- whole numbers: hours in tenths, money in 100 yuan (vouchers in cents).

CREATE TABLE department (department_code TEXT PRIMARY KEY, level TEXT) WITHOUT ROWID;
INSERT INTO department SELECT department_code, level FROM source.department;

CREATE TABLE unit (unit_code TEXT PRIMARY KEY, department_code TEXT, is_legal_person INTEGER)
  WITHOUT ROWID;
INSERT INTO unit SELECT unit_code, department_code, is_legal_person FROM source.unit;

CREATE TABLE unit_lineage (old_unit TEXT, new_unit TEXT, effective_date TEXT);
INSERT INTO unit_lineage SELECT old_unit, new_unit, effective_date FROM source.unit_lineage;
CREATE INDEX lineage_old ON unit_lineage (old_unit);
CREATE INDEX lineage_new ON unit_lineage (new_unit);

CREATE TABLE past_result (unit_code TEXT, assessment INTEGER, grade TEXT, published_on TEXT,
  PRIMARY KEY (unit_code, assessment)) WITHOUT ROWID;
INSERT INTO past_result SELECT unit_code, assessment, grade, published_on FROM source.past_result;

CREATE TABLE facility (unit_code TEXT, building_state TEXT);
INSERT INTO facility SELECT unit_code, building_state FROM source.facility;

CREATE TABLE self_report AS
  SELECT unit_code, assessment, platform_url, platform_linked, bill_worth_instrument, has_income_list,
    has_asset_list, submitted_on, department_audit, paper_copies, is_sealed FROM source.self_report;

CREATE TABLE inspection AS SELECT unit_code, assessment, finding FROM source.inspection;

CREATE TABLE income_voucher (unit_code TEXT, dated TEXT, amount INTEGER);
INSERT INTO income_voucher
  SELECT unit_code, dated, amount FROM source.income_voucher ORDER BY unit_code;
CREATE INDEX voucher_unit ON income_voucher (unit_code, dated, amount);

CREATE TABLE judgement_answer (question TEXT, subject TEXT, judge TEXT, answer TEXT,
  PRIMARY KEY (question, subject, judge)) WITHOUT ROWID;
INSERT INTO judgement_answer SELECT question, subject, judge, answer FROM source.judgement_answer;

CREATE TABLE service_record (client_side TEXT, client_kind TEXT);
INSERT INTO service_record SELECT client_side, client_kind FROM source.service_record;
CREATE INDEX service_kind ON service_record (client_side, client_kind);

CREATE TABLE instrument (instrument_id INTEGER PRIMARY KEY, instrument_code TEXT, unit_code TEXT,
  worth INTEGER, closed_reason TEXT, on_platform INTEGER, run_machine INTEGER,
  service_machine INTEGER, service_content TEXT, fee TEXT, requirement TEXT, contact TEXT);
INSERT INTO instrument
  SELECT row_number() OVER (ORDER BY instrument_code), instrument_code, unit_code, worth,
    closed_reason, on_platform, run_machine, service_machine, service_content, fee, requirement,
    contact FROM source.instrument ORDER BY instrument_code;

CREATE TEMP TABLE number_of (instrument_code TEXT PRIMARY KEY, instrument_id INTEGER) WITHOUT ROWID;
INSERT INTO number_of
  SELECT instrument_code, instrument_id FROM instrument ORDER BY instrument_code;
CREATE TABLE usage_day (instrument_id INTEGER, day INTEGER, effective_hours INTEGER,
  external_hours INTEGER, PRIMARY KEY (instrument_id, day)) WITHOUT ROWID;
INSERT INTO usage_day
  SELECT n.instrument_id, CAST(julianday(u.month) + 0.5 AS INTEGER), u.effective_hours,
    u.external_hours
  FROM source.usage_month u JOIN number_of n USING (instrument_code);
DROP TABLE number_of;

ANALYZE;
