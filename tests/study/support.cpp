#include "study/support.h"

#include <stdexcept>

#include "eval/program_text.h"
#include "program/dump_program.h"

namespace plumb::study::test {

namespace {

using namespace program;

Side side_of(const eval::test::Evaluated& run) {
  const eval::test::Rules* rules = run.rules.get();
  return {rules->program, run.data, run.results, find_graded(rules->program), [rules](source::Span span) {
            if (!span.has_place()) return std::string();
            const source::SourceText& text = rules->sources.text(span.file);
            return std::string(text.line(text.line_of(span.begin)));
          }};
}

std::string cause_name(Cause cause) {
  constexpr const char* Names[] = {"Scope", "Veto", "Judgement", "Own", "Others", "Line", "Rule", "Open", "Row"};
  return Names[static_cast<size_t>(cause)];
}

}  // namespace

Graded find_graded(const Program& program) {
  Graded found;
  for (uint32_t i = 0; i < program.definitions.size(); ++i) {
    const Definition& definition = program.definitions[i];
    if (definition.word == ConstructWord::Grade) found.grade = DefinitionId{i};
    if (definition.word == ConstructWord::Score || definition.name == "总分") found.score = DefinitionId{i};
  }
  const DefinitionId main = found.grade.valid() ? found.grade : found.score;
  if (main.valid()) {
    found.table = program.at(main).table;
    found.domain = program.at(main).domain;
  }
  for (uint32_t i = 0; i < program.rankings.size(); ++i) {
    if (program.rankings[i].table == found.table) found.ranking = RankingId{i};
  }
  if (found.grade.valid()) {
    for (const GradeEntry& entry : std::get<ByGradeEntries>(program.at(found.grade).by).entries) {
      if (entry.ranking.valid()) found.ranking = entry.ranking;
    }
  }
  if (found.score.valid() && program.at(found.score).table != found.table) found.score = {};
  return found;
}

const Move* Compared::move(const std::string& key) const {
  for (const Move& one : comparison.moves) {
    if (comparison.units[one.unit].key == key) return &one;
  }
  return nullptr;
}

std::string Compared::causes(const std::string& key) const {
  const Move* found = move(key);
  std::string text;
  if (found == nullptr) return text;
  for (const Cause cause : found->causes) {
    if (!text.empty()) text += found->any_would_do ? "|" : "+";
    text += cause_name(cause);
  }
  return text;
}

std::string Compared::class_name(uint32_t in_class) const {
  constexpr const char* Names[] = {"", "settled", "outside", "pending", "faulty", "absent", "quarantined", "missing"};
  const GradeClass& one = comparison.classes[in_class];
  return one.kind == ClassKind::Label ? one.label : Names[static_cast<size_t>(one.kind)];
}

std::string Compared::path(const std::string& key) const {
  const Move* found = move(key);
  if (found == nullptr) return "";
  const UnitPair& unit = comparison.units[found->unit];
  return class_name(unit.before.in_class) + "→" + class_name(unit.after.in_class);
}

std::string Compared::keys(const std::vector<uint32_t>& units) const {
  std::string text;
  for (const uint32_t unit : units) text += (text.empty() ? "" : " ") + comparison.units[unit].key;
  return text;
}

std::string Compared::values(const std::string& key) const {
  std::string text;
  const Move* found = move(key);
  for (size_t i = 0; found != nullptr && i < found->values.size(); ++i) {
    const ValueChange& one = found->values[i];
    const Program& first = before.rules->program;
    const Program& second = after.rules->program;
    const bool is_column = one.column_before.valid();
    const Type& old_type = is_column ? first.at(one.column_before).type : first.at(one.before).type;
    const Type& new_type = is_column ? second.at(one.column_after).type : second.at(one.after).type;
    text += (text.empty() ? "" : ", ") + (is_column ? first.at(one.column_before).name : first.at(one.before).name) + " " +
            show_value(first, old_type, one.old_value, source::Language::Zh) + "→" +
            show_value(second, new_type, one.new_value, source::Language::Zh);
  }
  return text;
}

std::string Compared::origin(const Origin& origin) const {
  std::string text;
  const auto add = [&](const std::string& name) { text += (text.empty() ? "" : " ") + name; };
  for (const uint32_t one : origin.parameters) add(comparison.parameters[one].name);
  for (const uint32_t one : origin.rules) add(comparison.rules[one].name);
  if (origin.dates) add("dates");
  if (origin.rows) add("rows");
  return text;
}

std::string Compared::rules() const {
  constexpr const char* Names[] = {"added", "removed", "changed", "reworded"};
  std::string text;
  for (const RuleChange& one : comparison.rules) {
    text += std::string(Names[static_cast<size_t>(one.kind)]) + " " + one.name + (one.is_reached ? "\n" : " (not reached)\n");
  }
  return text;
}

std::unique_ptr<Compared> compare_runs(eval::test::Evaluated before, eval::test::Evaluated after) {
  auto made = std::make_unique<Compared>();
  made->before = std::move(before);
  made->after = std::move(after);
  made->comparison = compare(side_of(made->before), side_of(made->after));
  return made;
}

std::unique_ptr<Compared> compare_texts(const std::string& old_text, const Rows& old_rows, const std::string& new_text,
                                        const Rows& new_rows) {
  return compare_runs(eval::test::run_text(old_text, old_rows), eval::test::run_text(new_text, new_rows));
}

std::string text_of(const Parts& parts) {
  const std::string let_in = parts.ties == "同名次" ? " 并列越线 全进" : "";
  return eval::test::Dictionary + "参数 优秀名额 = " + parts.places + " 暂定 「例」\n" + parts.more + R"(
范围 参评 取自 单位 { )" +
         parts.scope + R"( }
测算 总分 对 参评 : 分 = )" +
         parts.score + R"( 暂定 「例」
排名 名次 对 参评 除去 )" +
         parts.without + R"( 按 总分 精确 降序 并列 )" + parts.ties + R"( 暂定 「例」
等级 考核 对 参评 {
  )" + parts.grade +
         R"(
  优秀 择优 名次 前 优秀名额 空额 不补 占用下档)" +
         let_in + R"( 暂定 「例」
  良好 次优 名次 其后 1)" +
         let_in + R"( 暂定 「例」
  合格 其余 否则 暂定 「例」
}
)";
}

Rows units(const std::vector<std::pair<std::string, std::string>>& scores) {
  Rows rows;
  for (const auto& [key, score] : scores) rows["单位"].push_back({key, score, "1", "通用", "否"});
  return rows;
}

}  // namespace plumb::study::test
