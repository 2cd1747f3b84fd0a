// Rules that stand in memory over a database that this program makes: graded, explained, edited and graded again.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <plumbline/data.h>
#include <plumbline/explain.h>
#include <plumbline/rules.h>
#include <plumbline/run.h>
#include <plumbline/session.h>
#include <random>
#include <string>

namespace {

constexpr const char* Rules = R"(规则集 「示例:实验室开放考核」
期次 2021 考核期 2020-01-01 至 2020-12-31 基准日 2020-12-31 暂定 「示例」
计量 小时 别名 hour
计量 分 别名 point
数据表 实验室 {
  键 编号 : 文本
  开放机时 : 小时 值域 [0小时, 8784小时] 可缺 未填报
}
参数 满分机时 = 800小时 暂定 「示例」
评分 得分 对 实验室 满分 100分 暂定 「示例」 {
  机时 100分 = 封顶((开放机时 缺失时 0小时) / 满分机时, 100%) 暂定 「示例」
}
等级 结果 对 实验室 {
  优秀 达标线 当 得分 90分 以上 暂定 「示例」
  合格 及格线 当 得分 在 [60分, 90分) 暂定 「示例」
  较差 其余 否则 暂定 「示例」
}
)";

// What went wrong, and out.
int refuse(const plumbline::Diagnostics& why) {
  std::fputs(why.text(plumbline::Language::Chinese).c_str(), stderr);
  return 1;
}

int show(const plumbline::Run& run) {
  for (const plumbline::Unit& unit : run.units()) {
    const plumbline::Result<plumbline::Value> score = run.value("得分", unit.key);
    if (!score) return refuse(score.diagnostics());
    std::printf("%s %s %s%s\n", unit.key.c_str(), unit.result.text.c_str(), score->text.c_str(), score->measure.c_str());
  }
  return 0;
}

int work_in(const std::filesystem::path& folder) {
  const std::string database = (folder / "实验室.db").string(), table = (folder / "实验室.csv").string();
  std::ofstream(table) << "编号,开放机时\n甲,720\n乙,719\n丙,\n";

  const plumbline::RuleFiles files{.main = "示例.plumb", .texts = {{"示例.plumb", Rules}}, .reads_disk = false};
  const plumbline::Rules rules = plumbline::read_rules(files);
  if (!rules.ok()) return refuse(rules.diagnostics());
  if (const auto told = plumbline::create_database(rules, database); told.has_errors()) return refuse(told);
  if (const auto loaded = plumbline::load(rules, database, table); !loaded) return refuse(loaded.diagnostics());

  const auto data = plumbline::read_data(rules, {.path = database});
  if (!data) return refuse(data.diagnostics());
  const auto run = plumbline::evaluate(*data);
  if (!run) return refuse(run.diagnostics());
  if (const int failed = show(*run); failed != 0) return failed;

  const auto why = plumbline::explain(*run, "乙");
  if (!why) return refuse(why.diagnostics());
  std::printf("%s\n", why->title().c_str());

  // An editor's text: a lower line, and the same data.
  plumbline::Session session(files, {.path = database});
  std::string edited = Rules;
  for (std::size_t at = 0; (at = edited.find("90分", at)) != std::string::npos;) edited.replace(at, 2, "89");
  session.set_text("示例.plumb", edited);
  const plumbline::Update update = session.update();
  return update.run ? show(*update.run) : refuse(update.diagnostics);
}

}  // namespace

int main() {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("embed-" + std::to_string(std::random_device()()));
  std::filesystem::create_directory(folder);
  const int failed = work_in(folder);
  std::filesystem::remove_all(folder);
  return failed;
}
