// Random rule sets over random rows: the columnar runner gives what the reference evaluator gives, for any number of threads,
// any size of batches and any order of rows, from a database and from a snapshot, and with what earlier runs left behind.
// Seeds: see README.md.
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <unistd.h>

#include <gtest/gtest.h>

#include "agreement/compare_ways.h"
#include "agreement/shrink_case.h"
#include "check/check.h"
#include "random/generator.h"
#include "support/apply_modes.h"

namespace plumb::agreement {
namespace {

// A process that aborts says of which seed.
char running[64] = "";
void tell_seed(int signal) {
  [[maybe_unused]] const ssize_t written = ::write(STDERR_FILENO, running, std::char_traits<char>::length(running));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

uint64_t number_in(const char* name, uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text == nullptr ? otherwise : std::strtoull(text, nullptr, 10);
}

Ways ways_of(uint64_t seed) {
  constexpr uint32_t Threads[] = {1, 2, 8}, Batches[] = {1, 7, 1024};
  Ways ways;
  ways.runs.clear();
  for (uint64_t i = 0; i < 3; ++i) ways.runs.push_back({Threads[(seed + i) % 3], Batches[i]});
  if (seed % 3 == 0) ways.shuffle = seed;
  ways.by_store = seed % 8 == 1;
  ways.by_memory = seed % 4 == 2;
  return ways;
}

// Reads nothing but the generator, so that a seed is the same case for ever.
Case generate(random::Generator& generator, Verdict& verdict, Coverage& coverage, const Ways& ways) {
  const std::string rules = generator.rules();
  source::SourceSet sources;
  diagnostics::Sink sink;
  const source::FileId file = sources.add("random.plumb", support::reread_rules(rules));
  const check::Loader none = [](const std::string&, source::FileId) { return std::optional<source::FileId>(); };
  const program::Program program = check::check(sources, file, none, {.with_findings = false}, sink);
  if (sink.has_errors()) {
    const Case empty{rules, {}, {}};
    verdict = compare_ways(empty, ways);
    return empty;
  }
  std::vector<data::RawTable> rows = generator.rows(program);
  const auto quarantine = generator.quarantine(program, data::build_data(program, rows, program.assessment));
  Case made = make_case(rules, program, rows, quarantine);
  verdict = compare_ways(made, ways, &coverage);
  if (!verdict.differences.empty()) return made;
  // What was asked is answered: ties in some order, judgements under their fingerprints.
  for (int round = 0; round < 2 && !verdict.questions.empty(); ++round) {
    const size_t before = verdict.questions.size();
    generator.answer(program, verdict.questions, rows);
    made = make_case(rules, program, rows, quarantine);
    Ways few;
    few.runs = {ways.runs.front()};
    verdict = compare_ways(made, few, &coverage);
    if (!verdict.differences.empty()) return made;
    coverage.add("run: answers given late", before);
  }
  return made;
}

// The cheapest way that shows it.
Ways narrowed(const Case& failed, const Ways& ways) {
  std::vector<Ways> candidates;
  for (const Ways::Run& run : ways.runs) candidates.push_back({.runs = {run}});
  candidates.push_back({.runs = {ways.runs.front()}, .shuffle = ways.shuffle});
  if (ways.by_store) candidates.push_back({.runs = {ways.runs.front()}, .by_store = true});
  for (const Ways& one : candidates) {
    if (!compare_ways(failed, one).differences.empty()) return one;
  }
  return ways;
}

void print(const std::vector<std::string>& differences) {
  for (size_t i = 0; i < differences.size() && i < 12; ++i) std::printf("%s\n", differences[i].c_str());
}

void report(uint64_t seed, const Case& failed, const Verdict& verdict, const Ways& all_ways) {
  print(verdict.differences);
  const Ways ways = narrowed(failed, all_ways);
  const Case small = shrink(
      failed, [&](const Case& candidate) { return !compare_ways(candidate, ways).differences.empty(); },
      number_in("PLUMB_TRIES", 6000));
  std::printf("seed %llu, made small:\n%s\n", static_cast<unsigned long long>(seed), to_text(small).c_str());
  print(compare_ways(small, ways).differences);
}

TEST(RandomAgreement, RunnerGivesWhatTheReferenceGives) {
  const bool is_one = std::getenv("PLUMB_SEED") != nullptr;
  const uint64_t first = number_in("PLUMB_SEED", 20231116), runs = number_in("PLUMB_RUNS", is_one ? 1 : 1000);
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE}) std::signal(signal, tell_seed);
  Coverage coverage;
  size_t failures = 0;
  for (uint64_t seed = first; seed < first + runs && failures < number_in("PLUMB_FAILURES", 1); ++seed) {
    std::snprintf(running, sizeof running, "PLUMB_SEED=%llu\n", static_cast<unsigned long long>(seed));
    random::Generator generator(seed);
    const Ways ways = ways_of(seed);
    Verdict verdict;
    const Case made = generate(generator, verdict, coverage, ways);
    EXPECT_EQ(verdict.errors, "") << running << made.rules;
    EXPECT_TRUE(verdict.differences.empty()) << running;
    failures += verdict.errors.empty() && verdict.differences.empty() ? 0 : 1;
    if (!verdict.differences.empty()) report(seed, made, verdict, ways);
  }
  for (const int signal : {SIGABRT, SIGSEGV, SIGFPE}) std::signal(signal, SIG_DFL);
  std::printf("seeds %llu to %llu\n%s", static_cast<unsigned long long>(first), static_cast<unsigned long long>(first + runs - 1),
              coverage.show().c_str());
  if (runs >= 1000) {
    EXPECT_EQ(coverage.missing(), "") << "the generator no longer makes these";
  }
}

}  // namespace
}  // namespace plumb::agreement
