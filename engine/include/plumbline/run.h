// Rules over data: results, by name and key. Any thread; a Run may be shared by several.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "plumbline/data.h"
#include "plumbline/diagnostic.h"
#include "plumbline/rules.h"

namespace plumbline {

struct Quarantine {
  std::string row = {};  // key or name of a unit, or TABLE:KEY
  std::string reason = {};
  bool keeps_place = false;
};
struct RunOptions {
  std::vector<Quarantine> quarantine = {};
  unsigned threads = 0;                    // 0: as many as the machine has
  bool by_reference = false;               // the slow evaluator that defines the meaning; both give the same
  std::function<void(int)> progress = {};  // 0 … 1000; must not throw
  std::stop_token stop = {};               // what was stopped has no value and R8030
};

enum class ValueState : std::uint8_t { Known, Absent, Pending, Faulty };
// For programs, and the same in both languages; reports and explanations have the words for people.
struct Value {
  ValueState state = ValueState::Known;
  ValueKind kind = ValueKind::Unknown;
  // "250/3", "true", "优秀", "2021-05-10", a duration as "P14M3D", a row by its key; of what is absent the kind of absence.
  std::string text;
  std::string measure;             // of a number: "分"
  std::vector<std::string> items;  // of names each, of spans each as "2020-01-01..2020-12-31"; their `text` is empty
  Text reason;                     // why it is pending or faulty; its `text` is empty
  std::string rule;                // the case or entry that gave it; empty: it has none
};

enum class UnitState : std::uint8_t { Faulty, Pending, Settled, Absent, Quarantined, OutOfScope };
struct Unit {
  std::string key, title;
  UnitState state = UnitState::Settled;
  Value result;                        // the grade; else the score
  std::optional<std::uint32_t> place;  // in the ranking that the grade cuts
};
struct Question {  // a judgement that somebody has to answer
  std::string judgement, subject;
  std::uint32_t answers = 0, least = 1;  // how many there are, how many it takes
  bool is_needed = true;                 // a result waits for it
};
enum class VerifyState : std::uint8_t { Holds, Differs, Open };
struct Verification {
  std::string name;
  VerifyState state = VerifyState::Holds;
  std::uint64_t rows = 0, failed = 0, pending = 0, faulty = 0;
};
struct GradeCount {
  std::string label;
  std::uint64_t units = 0;
};
// How a run stands as a whole, the more urgent last.
enum class Standing : std::uint8_t {
  Complete,
  Differs,       // a 核对 fails; of a comparison: a grade differs
  Incomplete,    // units are pending
  Faulty,        // units are faulty
  LimitReached,  // … since a limit on values was reached
};

class Run {
 public:
  [[nodiscard]] const Data& data() const;
  [[nodiscard]] const Rules& rules() const { return data().rules(); }
  [[nodiscard]] const Diagnostics& diagnostics() const;  // of the rules, the data and the run

  [[nodiscard]] Standing standing() const;
  [[nodiscard]] const std::vector<Unit>& units() const;         // faulty, pending, then by grade, place and key
  [[nodiscard]] const std::vector<GradeCount>& grades() const;  // best first, also those of nobody
  [[nodiscard]] const std::vector<Question>& questions() const;
  [[nodiscard]] const std::vector<Verification>& verifications() const;
  // "优秀 60、良好 120、有误 1"
  [[nodiscard]] const Text& totals() const;

  // A definition of a row (its key or name, or TABLE:KEY), or of the whole without a row.
  [[nodiscard]] Result<Value> value(std::string_view definition, std::string_view row = {}) const;
  // The place of a row in a ranking, 1 being the first; none: it is not ranked.
  [[nodiscard]] Result<std::optional<std::uint32_t>> place(std::string_view ranking, std::string_view row) const;

 private:
  friend struct Access;
  Run() = default;
  std::shared_ptr<const struct RunState> state_;
};

[[nodiscard]] Result<Run> evaluate(const Data& data, const RunOptions& options = {});

}  // namespace plumbline
