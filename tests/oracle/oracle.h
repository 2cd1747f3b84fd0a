// Whole programs against a second, naive computation.
//
// A property makes a small rule text and rows from a seed, computes by plain C++ what the sentence of the law says (by
// counting, by enumerating, by trying everything), and both evaluators must give that. An oracle shares no code with
// `eval`, `run` or `population`: only exact numbers and the words in which values are shown.
//
// Seeds: PLUMB_SEED is the first one, PLUMB_RUNS how many each property takes (see README.md).
#pragma once

#include <functional>
#include <random>
#include <string>
#include <vector>

#include "eval/support.h"

namespace plumb::oracle {

using base::Number;
using eval::test::Rows;

// The same numbers on every machine: no distribution of the library is asked.
class Random {
 public:
  explicit Random(uint64_t seed) : bits_(seed) {}
  // Both ends included.
  int between(int low, int high);
  bool chance(int percent) { return between(0, 99) < percent; }
  template <class T>
  const T& one_of(const std::vector<T>& values) {
    return values[static_cast<size_t>(between(0, static_cast<int>(values.size()) - 1))];
  }

 private:
  std::mt19937_64 bits_;
};

// Calls the property with PLUMB_RUNS seeds, `usual` without it, and stops at the first that fails, which is printed.
void for_seeds(int usual, const std::function<void(Random&)>& property);

// What a definition must be for a row ("" where it has no rows), in the words of `Evaluated::value`: a number without
// its measure, 是 or 否, a day, a label, a kind of absence, "待定:TiePending".
struct Expected {
  std::string definition, key, value;
};

// What one run is told beyond the rows.
struct Settings {
  std::string reference;                // a day such as 2021-05-10; empty: the rule text's
  std::vector<std::string> taken_out;   // keys of the first table in quarantine
  std::vector<std::string> kept_place;  // likewise, in their place
};

// A rule text that was checked once and runs over many rows. A text with mistakes fails the test and shows them.
class Program {
 public:
  explicit Program(const std::string& text);
  // By the reference, and by the runner in batches of 2 on one thread and of 1,024 on two.
  void expect(const Rows& rows, const std::vector<Expected>& expected, const Settings& settings = {}) const;
  // The same, of deadlines: of a norm's definition, for the rows that it binds.
  void expect_deadlines(const Rows& rows, const std::vector<Expected>& expected) const;

 private:
  struct Way {
    std::string name;
    results::Results results;
  };
  std::vector<Way> compute(const data::Data& data, const results::RunInputs& inputs) const;
  void tell(const Rows& rows, const std::string& wrong) const;

  std::string text_;
  std::unique_ptr<eval::test::Rules> rules_;
};

// The first lines of a rule text: title, assessment 2021, reference date 2021-05-10, the measure 分.
extern const std::string Header;
// A basis, behind every rule.
inline const std::string Assumed = " 暂定 「例」\n";

[[nodiscard]] inline std::string show(bool truth) { return truth ? "是" : "否"; }
[[nodiscard]] inline std::string show(const Number& number) { return number.to_string(); }
[[nodiscard]] inline std::string show(int number) { return std::to_string(number); }

}  // namespace plumb::oracle
