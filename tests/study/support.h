// Two small runs and their comparison in short words, for the tests of this folder.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "eval/support.h"
#include "study/study.h"

namespace plumb::study::test {

using eval::test::Rows;

// The last grade, score and scope of a program, as a report finds them.
[[nodiscard]] Graded find_graded(const program::Program& program);

struct Compared {
  eval::test::Evaluated before, after;
  Comparison comparison;

  // "Own", "Own+Line", "Others|Line" (each would do); "": it did not move.
  [[nodiscard]] std::string causes(const std::string& key) const;
  [[nodiscard]] const Move* move(const std::string& key) const;
  // "合格→优秀".
  [[nodiscard]] std::string path(const std::string& key) const;
  // Keys of units, joined by blanks.
  [[nodiscard]] std::string keys(const std::vector<uint32_t>& units) const;
  // "总分 87→88", the values behind a move.
  [[nodiscard]] std::string values(const std::string& key) const;
  // Names of rules and parameters: "优秀名额 考核.优秀", then "dates", "rows".
  [[nodiscard]] std::string origin(const Origin& origin) const;
  // "changed 考核.择优" …, one a line.
  [[nodiscard]] std::string rules() const;
  [[nodiscard]] std::string class_name(uint32_t in_class) const;
};

// Made twice over the dictionary of the tests of eval; a test fails with the messages of a text that is not sound.
[[nodiscard]] std::unique_ptr<Compared> compare_texts(const std::string& old_text, const Rows& old_rows,
                                                      const std::string& new_text, const Rows& new_rows);
[[nodiscard]] std::unique_ptr<Compared> compare_runs(eval::test::Evaluated before, eval::test::Evaluated after);

// The rule set of these tests with its parts replaced: two places for 优秀, one for 良好, by 总分.
struct Parts {
  std::string places = "2";
  std::string score = "得分 缺失时 0分";
  std::string scope = "排除 不评 当 次分 = 0分 暂定 「例」";
  std::string without = "造假";
  std::string grade = "一票否决 造假否决 当 造假 定为 较差 切档前 暂定 「例」";
  std::string ties = "同名次";
  std::string more = {};
};
[[nodiscard]] std::string text_of(const Parts& parts);
// Units by "key score": 次分 1, no kind of fraud.
[[nodiscard]] Rows units(const std::vector<std::pair<std::string, std::string>>& scores);

}  // namespace plumb::study::test
