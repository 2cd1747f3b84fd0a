// Rules are edited one thing at a time and run again over the same data: with the memory of the runs before, every result
// is what a fresh run gives.
#include <cstdlib>

#include <gtest/gtest.h>

#include "check/check.h"
#include "diagnostics/render.h"
#include "plan/plan.h"
#include "random/generator.h"
#include "results/compare_results.h"
#include "run/run.h"
#include "support/apply_modes.h"

namespace plumb::agreement {
namespace {

using program::DefinitionId;

// Constructs that random rules have not: parameters by date, texts, lists, spans, whole sets, groups, rules left open.
constexpr const char* More = R"(
参数 续甲线 = 300 暂定 「随机」
参数 续期线 : 小时 {
  2018-01-01 至 2019-12-31 : 14小时 暂定 「随机」
  2020-01-01 起 : 16小时 暂定 「随机」
}
参数 续空线 : 元 未载 「没有」
范围 续大户 取自 单位 { 纳入 人多 当 编制 超过 续甲线 暂定 「随机」 ; 排除 法人 当 法人 暂定 「随机」 }
测算 续代号 对 单位 : 文本 = 若 编制 超过 续甲线 则 编码 否则 「小」 暂定 「随机」
条件 续有代号 对 单位 = 续代号 开头为 「小」 暂定 「随机」
清单 续两条 对 单位 至少 1 暂定 「随机」 { 规则 一 当 编制 超过 续甲线 暂定 「随机」 ; 规则 二 当 续有代号 暂定 「随机」 }
时段 续新用 对 单位 取自 仪器 自 启用日 为期 2年 取月末 当 原值 超过 1万元 暂定 「随机」
条件 续在新用 对 单位 = 续新用 在期内 暂定 「随机」
测算 续时长比 对 仪器 : 小时 = 合计(记录.时长 当 日期 不晚于 基准日) + 续期线 暂定 「随机」
测算 续最长 : 小时 = 最大(仪器.续时长比) 若无 0小时 暂定 「随机」
测算 续早线 : 小时 = 续期线 于 2019-06-01 暂定 「随机」
测算 续全国机时 : 小时 = 合计(仪器.续时长比) 暂定 「随机」
测算 续大户机时 对 续大户 : 小时 = 平均(仪器.续时长比) 若无 续期线 暂定 「随机」
条件 续属大户 对 仪器 = 单位 在 续大户 暂定 「随机」
测算 续连差 对 单位 : 整数 = 末段连续(含前身 历年 合并 本单位优先 任一即算 当 等级 = 较差 按 期次) 暂定 「随机」
测算 续未定 对 单位 : 元 = 若 编制 超过 续甲线 则 续空线 否则 1元 暂定 「随机」
测算 续待载 对 单位 : 整数 = 编制 + 1 未载
测算 续用待载 对 单位 : 整数 = 续待载 * 2 暂定 「随机」
)";

std::optional<program::Program> check_text(const std::string& text, std::string* mistakes = nullptr) {
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("random.plumb", support::reread_rules(text));
  const check::Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
  program::Program program = check::check(sources, file, none, {.with_findings = false}, sink);
  if (!sink.has_errors()) return program;
  if (mistakes != nullptr) *mistakes = diagnostics::render_text(sink.sorted(), sources, source::Language::En, false);
  return std::nullopt;
}

// What a run is asked beside the text.
struct Asked {
  results::RunInputs inputs;
  program::Pins pins;
};

class Editor {
 public:
  explicit Editor(uint64_t seed) : random_(seed) {}

  uint64_t pick(uint64_t below) { return random_() % below; }

  // One edit of the text behind the data dictionary; some of them are mistakes, which the checker refuses.
  std::string edit(const std::string& text, size_t from) {
    switch (pick(5)) {
      case 0: return change_figure(text, from);
      case 1: return change_operator(text, from);
      case 2: return remove_line(text, from);
      case 3: return add_line(text, from);
      default: return rename(text, from);
    }
  }

 private:
  std::string change_figure(std::string text, size_t from) {
    std::vector<size_t> figures;
    for (size_t i = from; i < text.size(); ++i) {
      if (text[i] >= '0' && text[i] <= '9') figures.push_back(i);
    }
    text[figures[pick(figures.size())]] = static_cast<char>('0' + pick(10));
    return text;
  }
  std::string change_operator(std::string text, size_t from) {
    static const std::vector<std::pair<std::string, std::string>> pairs = {
        {" + ", " - "},
        {" - ", " + "},
        {" 且 ", " 或 "},
        {" 或 ", " 且 "},
        {"超过", "不超过"},
        {">=", "<"},
        {"合计", "最大"},
        {"平均", "最小"},
        {"最大(", "最小("},
        {"最小(", "最大("},
        {"平均(仪器.续时长比)", "最大(仪器.续时长比)"},
        {"合计(仪器.续时长比)", "计数(仪器) * 1小时 + 合计(仪器.续时长比)"},
        {"四舍五入", "去尾"},
        {"不早于", "晚于"},
        {"取大", "取小"},
        {"全进", "全不进"},
        {"降序", "升序"},
        {"同名次", "连续名次"},
        {"暂定 「随机」", "未载"},
        {"定为 较差", "定为 合格"},
        {"空额 不补", "空额 递补"}};
    const auto& [old_word, new_word] = pairs[pick(pairs.size())];
    std::vector<size_t> found;
    for (size_t at = text.find(old_word, from); at != std::string::npos; at = text.find(old_word, at + 1)) found.push_back(at);
    if (!found.empty()) text.replace(found[pick(found.size())], old_word.size(), new_word);
    return text;
  }
  size_t line_start(const std::string& text, size_t from) {
    std::vector<size_t> starts;
    for (size_t at = text.find('\n', from); at != std::string::npos && at + 1 < text.size(); at = text.find('\n', at + 1))
      starts.push_back(at + 1);
    return starts[pick(starts.size())];
  }
  std::string remove_line(std::string text, size_t from) {
    const size_t start = line_start(text, from);
    text.erase(start, text.find('\n', start) + 1 - start);
    return text;
  }
  std::string add_line(std::string text, size_t from) {
    const std::string name = "添" + std::to_string(++added_) + "值";
    const std::string lines[] = {"测算 " + name + " 对 单位 : 整数 = 编制 + " + std::to_string(pick(9)) + " 暂定 「随机」\n",
                                 "测算 " + name + " 对 单位 : 小时 = 合计(仪器.续时长比) 暂定 「随机」\n",
                                 "测算 " + name + " : 整数 = 计数(单位) 未载\n", "参数 " + name + " = 3 暂定 「随机」\n"};
    return text.insert(line_start(text, from), lines[pick(4)]);
  }
  std::string rename(std::string text, size_t from) {
    static const std::vector<std::string> names = {"测0值",  "测1值", "测2值",  "续甲线", "续代号",  "续时长比",
                                                   "续大户", "普通",  "名次表", "总分",   "在册仪器"};
    const std::string& name = names[pick(names.size())];
    const std::string other = "新" + name;
    for (size_t at = text.find(name, from); at != std::string::npos; at = text.find(name, at + other.size()))
      text.replace(at, name.size(), other);
    return text;
  }

  std::mt19937_64 random_;
  int added_ = 0;
};

// Values that tests set, other days, rows in quarantine.
void change_asked(Editor& editor, const program::Program& program, const data::Data& data, const program::Program& first,
                  Asked& asked) {
  asked = {};
  asked.inputs.assessment = first.assessment;
  asked.inputs.period_first = first.period_first.value();
  asked.inputs.period_last = first.period_last.value();
  asked.inputs.reference = first.reference.value();
  switch (editor.pick(8)) {
    case 0: asked.inputs.reference.days += static_cast<int32_t>(editor.pick(900)) - 450; break;
    case 1: asked.inputs.period_first.days += static_cast<int32_t>(editor.pick(300)); break;
    case 2: {
      const DefinitionId id{static_cast<uint32_t>(editor.pick(program.definitions.size()))};
      const program::Definition& definition = program.at(id);
      const uint32_t rows = definition.table.valid() ? data.tables[definition.table.value].row_count : 1;
      if (rows == 0) break;
      const uint32_t row = static_cast<uint32_t>(editor.pick(rows));
      if (definition.type.kind == program::TypeKind::Number)
        asked.pins.definitions.push_back({id, row, base::Number(editor.pick(100))});
      if (definition.type.kind == program::TypeKind::Truth) asked.pins.definitions.push_back({id, row, editor.pick(2) == 0});
      if (definition.type.kind == program::TypeKind::Text) asked.pins.definitions.push_back({id, row, std::string("小甲")});
      if (definition.type.kind == program::TypeKind::Label) asked.pins.definitions.push_back({id, row, program::Pending{}});
      break;
    }
    case 3: {
      const program::ParameterId id{static_cast<uint32_t>(editor.pick(program.parameters.size()))};
      if (program.at(id).type.kind == program::TypeKind::Number)
        asked.pins.parameters.push_back({id, base::Number(editor.pick(600))});
      break;
    }
    case 4: {
      const program::TableId table{static_cast<uint32_t>(editor.pick(2))};
      if (data.tables[table.value].row_count == 0) break;
      const uint32_t row = static_cast<uint32_t>(editor.pick(data.tables[table.value].row_count));
      asked.inputs.quarantine.push_back({table, data::key_text(program, data, table, row), "查", editor.pick(2) == 0});
      break;
    }
    default: break;
  }
}

TEST(EditedRuns, GiveWhatFreshRunsGive) {
  const char* wanted = std::getenv("PLUMB_SEED");
  const char* runs_wanted = std::getenv("PLUMB_RUNS");
  const uint64_t first = wanted == nullptr ? 20231116 : std::strtoull(wanted, nullptr, 10);
  const uint64_t runs = runs_wanted != nullptr ? std::strtoull(runs_wanted, nullptr, 10) : wanted == nullptr ? 120 : 1;
  uint64_t edits = 0, taken = 0, computed = 0;
  for (uint64_t seed = first; seed < first + runs; ++seed) {
    SCOPED_TRACE("PLUMB_SEED=" + std::to_string(seed));
    random::Generator generator(seed);
    Editor editor(seed);
    std::string text = generator.rules() + More;
    const size_t rules_start = text.find("参数 起点");
    std::string mistakes;
    const std::optional<program::Program> begun = check_text(text, &mistakes);
    ASSERT_TRUE(begun) << text << mistakes;
    const data::Data data = data::build_data(*begun, generator.rows(*begun), begun->assessment);
    const std::vector<data::ColumnFacts> facts = plan::find_all_facts(*begun, data);
    run::ColumnCache memory;
    Asked asked;
    for (int round = 0; round < 10; ++round) {
      std::string next = round == 0 || editor.pick(5) == 0 ? text : editor.edit(text, rules_start);
      std::optional<program::Program> program = check_text(next);
      if (!program) continue;
      text = std::move(next);
      if (round > 0)
        change_asked(editor, *program, data, *begun, asked);
      else
        change_asked(editor, *program, data, *begun, asked), asked.pins = {};
      const plan::Plan plan = plan::make_plan(
          *program, data, facts,
          {asked.inputs.reference, asked.inputs.assessment, asked.pins, asked.inputs.period_first, asked.inputs.period_last});
      const run::Options options{.threads = support::choose_threads(round % 2 == 0 ? 1U : 2U),
                                 .batch = round % 3 == 0 ? 7U : 1024U};
      const results::Results fresh = run::run(*program, plan, data, asked.inputs, asked.pins, options);
      const results::Results again = run::run_again(*program, plan, data, asked.inputs, memory, asked.pins, options);
      for (const std::string& one : results::compare_results(*program, fresh, again))
        ADD_FAILURE() << "round " << round << ": " << one;
      ++edits;
      taken += memory.last().taken.size();
      computed += memory.last().computed.size();
      EXPECT_EQ(memory.last().taken.size() + memory.last().computed.size(), program->definitions.size());
      if (HasFailure()) break;
    }
    if (HasFailure()) {
      std::printf("%s\n", text.c_str());
      break;
    }
  }
  if (wanted == nullptr) {
    EXPECT_GT(edits, runs * 5);
    EXPECT_GT(taken, computed / 2) << "most of a program is not reached by one edit";
  }
}

}  // namespace
}  // namespace plumb::agreement
