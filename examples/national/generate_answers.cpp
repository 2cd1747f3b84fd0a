#include <algorithm>
#include <array>

#include "national/csv.h"
#include "national/national.h"

namespace plumb::examples {
namespace {

constexpr std::array<const char*, 3> kJudges = {"专家甲", "专家乙", "专家丙"};

struct Question {
  const char* name;
  std::int64_t most;  // half points an expert may give
};
constexpr std::array<Question, 3> kQuestions = {{{"任务评议", 30}, {"成果评议", 20}, {"管理评议", 12}}};

// The nine answers add up to the planned half points, each within its bounds; experts differ a
// little.
void write_points(Csv& csv, const UnitPlan& unit, Random& random) {
  std::vector<std::int64_t> weights;
  std::vector<std::int64_t> caps;
  for (const Question& question : kQuestions) {
    for (std::size_t judge = 0; judge < kJudges.size(); ++judge) {
      weights.push_back(question.most * 10 + random.between(-20, 20));
      caps.push_back(question.most);
    }
  }
  const std::vector<std::int64_t> answers = allot(unit.panel_half_points, weights, caps);
  std::size_t place = 0;
  for (const Question& question : kQuestions) {
    for (const char* judge : kJudges) {
      csv.text(question.name).text(unit.code).text(judge).fixed(answers[place++] * 5, 1);
      csv.absent().date(2021, 8, 10).absent().number(1).end_row();
    }
  }
}

}  // namespace

void generate_answers(const Options& options, const Plan& plan, Summary& summary) {
  Csv csv(options.folder, "评议记录", "评议事项,评议对象,评议人,评议答复,评议理由,评议日期,题目指纹,批次");
  Random random = Random(options.seed).stream(80);
  std::int64_t back_again = 0;
  for (const UnitPlan& unit : plan.units) {
    if (unit.standing != Standing::Assessed) {
      continue;
    }
    write_points(csv, unit, random);
    csv.text("认定较差").text(unit.code).text("专家组").text(unit.is_found_poor ? "是" : "否");
    csv.text(unit.is_found_poor ? "统筹管理不力" : "").date(2021, 9, 10).absent().number(1).end_row();
    // Two of the units that came back have not been judged yet.
    if (unit.was_poor_2019 && ++back_again > 2) {
      csv.text("整改到位").text(unit.code).text("主管部门").text(back_again == 3 ? "否" : "是");
      csv.absent().date(2021, 6, 1).absent().number(1).end_row();
    }
  }
  if (options.has_tie_decisions) {
    for (std::size_t line = 0; line < plan.ties.size(); ++line) {
      std::vector<std::string> codes;
      for (const int member : plan.ties[line]) {
        codes.push_back(plan.units[static_cast<std::size_t>(member)].code);
      }
      std::string subject;
      for (const std::string& code : codes) {
        subject += (subject.empty() ? "" : ";") + code;
      }
      std::string answer;
      for (auto code = codes.rbegin(); code != codes.rend(); ++code) {
        answer += (answer.empty() ? "" : ";") + *code;
      }
      csv.text("同分裁定")
          .text(subject + (line == 0 ? "@考核等级.优秀.择优" : "@考核等级.良好.次优"))
          .text("专家组")
          .text(answer);
      csv.text("虚构的裁定").date(2021, 9, 20).absent().number(1).end_row();
    }
  }
  summary.answer_count = csv.row_count();
  summary.is_good = summary.is_good && csv.is_good();
}

}  // namespace plumb::examples
