// Evaluates whenever a rule file is saved, and tells what moved since the last good evaluation.
#include <algorithm>
#include <memory>
#include <utility>

#include "pipeline/commands.h"
#include "pipeline/comparison.h"
#include "pipeline/edit_loop.h"
#include "pipeline/files.h"
#include "pipeline/follow_files.h"
#include "pipeline/run_progress.h"
#include "pipeline/stopwatch.h"
#include "syntax/syntax.h"

namespace plumb::pipeline {

namespace {

constexpr size_t ShownUnits = 10;

RunWishes wishes_of(const WatchCommand& command) {
  RunWishes wishes;
  if (!command.assessment.empty()) wishes.assessment = command.assessment;
  if (!command.as_of.empty()) wishes.as_of = command.as_of;
  if (!command.period.empty()) wishes.period = command.period;
  for (const std::string& one : command.quarantine) wishes.quarantine.push_back({one, false});
  for (const std::string& one : command.quarantine_keeping) wishes.quarantine.push_back({one, true});
  wishes.from_snapshot = !command.snapshot.empty();
  return wishes;
}

check::Options options_of(const WatchCommand& command) {
  check::Options options;
  options.with_findings = false;
  options.take_other_readings = command.other_readings;
  return options;
}

// Milliseconds with one decimal, rounded down.
std::string milliseconds(int64_t microseconds) {
  return std::to_string(microseconds / 1000) + "." + std::to_string(microseconds % 1000 / 100);
}

// The words of the rules as they are now: at the next save they are those of before, and laid out already.
struct Texts {
  std::unique_ptr<RuleTexts> now;
  const CheckedRules* of = nullptr;
  Language spelling = Language::Zh;
};

class Reporter {
 public:
  // `texts` are those of the last report, and become those of this one.
  Reporter(const EditLoop& loop, const EditLoop::Update& update, Texts& texts, Language language, const Console& console)
      : loop_(loop), update_(update), texts_(texts), language_(language), console_(console) {}

  [[nodiscard]] Outcome report() {
    Outcome outcome;
    const CheckedRules& rules = loop_.rules();
    add_messages(outcome, rules.sink, rules.sources, language_, console_);
    if (!update_.is_whole) {
      outcome.messages += std::string(text(TextId::WatchRefused, language_)) + "\n\n";
      return outcome;
    }
    Stopwatch clock;
    if (loop_.before() == nullptr)
      add_totals();
    else
      add_movement();
    add_costs(clock.lap());
    if (loop_.before() == nullptr) out_ += std::string(text(TextId::WatchFollows, language_)) + '\n';
    outcome.output = out_ + '\n';
    return outcome;
  }

 private:
  void add_totals() {
    const Evaluation& now = *loop_.now();
    const Summary summary = summarise(now);
    std::vector<std::string> counts;
    const auto add = [&](std::string_view name, uint64_t count) {
      counts.push_back(filled(TextId::WatchCount, language_, {name, std::to_string(count)}));
    };
    if (summary.view.grade.valid()) {
      const program::Enumeration& labels = now.program().at(now.program().at(summary.view.grade).type.enumeration);
      for (const GradeCount& one : summary.grades) add(labels.labels[one.label], one.count);
    } else {
      add(text(summary.view.score.valid() ? TextId::CountScored : TextId::CountMembers, language_), summary.settled);
    }
    if (summary.faulty > 0) add(text(TextId::CountFaulty, language_), summary.faulty);
    if (summary.pending > 0) add(text(TextId::CountPending, language_), summary.pending);
    std::string line;
    for (const std::string& one : counts) line += (line.empty() ? "" : std::string(text(TextId::ListComma, language_))) + one;
    const std::string name = now.rules->sources.text(now.rules->main).name();
    out_ += source::printable(filled(TextId::WatchStarted, language_, {name, line})) + '\n';
  }

  void add_movement() {
    const Evaluation &before = *loop_.before(), &after = *loop_.now();
    const Language spelling = after.rules->spelling;
    if (texts_.now == nullptr || texts_.of != before.rules.get() || texts_.spelling != spelling) {
      texts_.now = std::make_unique<RuleTexts>(before.rules->sources, spelling);
    }
    const std::unique_ptr<RuleTexts> old_texts =
        std::exchange(texts_.now, std::make_unique<RuleTexts>(after.rules->sources, spelling));
    texts_.of = after.rules.get();
    texts_.spelling = spelling;
    ComparedRuns runs{
        .before = before, .after = after, .graded_before = graded_of(before), .graded_after = graded_of(after), .comparison = {}};
    runs.comparison = study::compare(side_of(before, loop_.data_before(), runs.graded_before, *old_texts),
                                     side_of(after, after.data, runs.graded_after, *texts_.now));
    const ComparisonWords words(runs, language_);
    const std::string headline = words.headline();
    out_ += (console_.output_colour ? "\033[1m" + headline + "\033[0m" : headline) + '\n';
    // Those that went the same way together, in the order of the first of them.
    std::vector<std::pair<std::pair<uint32_t, uint32_t>, std::vector<uint32_t>>> ways;
    for (const study::Move& move : runs.comparison.moves) {
      const study::UnitPair& unit = runs.comparison.units[move.unit];
      const std::pair way{unit.before.in_class, unit.after.in_class};
      auto found = std::find_if(ways.begin(), ways.end(), [&](const auto& one) { return one.first == way; });
      if (found == ways.end()) found = ways.insert(ways.end(), {way, {}});
      found->second.push_back(move.unit);
    }
    for (const auto& [way, units] : ways) {
      const std::string line =
          filled(TextId::WatchMoved, language_,
                 {words.class_name(way.first), words.class_name(way.second), words.units(units, ShownUnits)});
      out_ += "  " + source::printable(line) + '\n';
    }
  }

  void add_costs(int64_t tell_us) {
    const std::string total = milliseconds(update_.check_us + update_.read_us + update_.run_us + tell_us);
    const std::string check = milliseconds(update_.check_us), run = milliseconds(update_.run_us), tell = milliseconds(tell_us);
    const std::string computed = std::to_string(update_.computed), taken = std::to_string(update_.taken);
    out_ += update_.was_read ? filled(TextId::WatchTookReading, language_,
                                      {total, check, milliseconds(update_.read_us), run, tell, computed, taken})
                             : filled(TextId::WatchTook, language_, {total, check, run, tell, computed, taken});
    out_ += '\n';
  }

  const EditLoop& loop_;
  const EditLoop::Update& update_;
  Texts& texts_;
  Language language_;
  const Console& console_;
  std::string out_;
};

std::vector<std::string> files_of(const CheckedRules& rules) {
  std::vector<std::string> files;
  for (source::FileId file = 0; file < rules.sources.count(); ++file) files.push_back(rules.sources.text(file).name());
  return files;
}

// Saved between the moment it was read and the one it was followed from.
bool is_stale(const CheckedRules& rules) {
  diagnostics::Sink unheard;
  for (source::FileId file = 0; file < rules.sources.count(); ++file) {
    const std::optional<std::string> text = read_file(rules.sources.text(file).name(), syntax::SizeLimit, unheard);
    if (text && *text != rules.sources.text(file).text()) return true;
  }
  return false;
}

}  // namespace

Outcome run_watch(const WatchCommand& command, const Console& console, const std::function<bool(const Outcome&)>& show) {
  if (const std::optional<Outcome> refused = refuse_sources(command.database, command.snapshot, console)) return *refused;
  EditLoop loop(command.rules, named_source(command.database, command.snapshot), wishes_of(command), options_of(command));
  diagnostics::Sink sink;
  FileFollower follower(command.rules, sink);
  RunProgress progress = progress_on(console, console.reader());
  std::vector<std::string> files;
  Texts texts;
  while (!sink.has_errors()) {
    const EditLoop::Update update = loop.update(progress);
    progress.evaluating = nullptr;  // from now on it is over before anybody reads how far it is
    const CheckedRules& rules = loop.rules();
    Outcome outcome = Reporter(loop, update, texts, console.reader(rules.spelling), console).report();
    // Mistakes in a rule file are what is being worked on; without a file or data there is nothing to work on.
    const bool has_text = !rules.sources.text(rules.main).text().empty();
    if (loop.now() == nullptr && (update.is_checked || !has_text)) return outcome;
    if (!show(outcome)) return {};
    const std::vector<std::string> read = files_of(rules);
    // Where a mistake hides what the file uses, the files of the last good reading are followed as well.
    if (update.is_whole) files = read;
    for (const std::string& one : read) {
      if (std::find(files.begin(), files.end(), one) == files.end()) files.push_back(one);
    }
    follower.follow(files);
    if (!is_stale(rules) && !follower.wait()) return {};
  }
  Outcome outcome;
  add_messages(outcome, sink, source::SourceSet{}, console.reader(), console);
  return outcome;
}

}  // namespace plumb::pipeline
