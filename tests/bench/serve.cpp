#include "serve.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <string_view>
#include <sys/resource.h>

namespace plumb::bench {
namespace {

int64_t now_ns() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

int64_t peak_kb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

void write_results(const std::string& path, const RulesResult& result) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) stop("cannot write " + path);
  std::fputs("unit,score,grade\n", file);
  for (const UnitResult& unit : result.units) {
    std::fprintf(file, "%s,%s,%s\n", unit.unit.c_str(), unit.score.c_str(), unit.grade.c_str());
  }
  for (const auto& [name, value] : result.figures) {
    std::fprintf(file, "#%s,%s\n", name.c_str(), value.c_str());
  }
  std::fclose(file);
}

void tell(const HeavyResult& result, int64_t ns) {
  std::printf("{\"ns\":%lld,\"rows\":%lld,\"effective\":%lld,\"external\":%lld}\n", static_cast<long long>(ns),
              static_cast<long long>(result.rows), static_cast<long long>(result.effective),
              static_cast<long long>(result.external));
}

// One line of the driver. False ends the conversation.
bool answer(const Tool& tool, std::string_view line, RulesResult& last) {
  if (line == "heavy" && tool.heavy) {
    const int64_t start = now_ns();
    tool.heavy();
    const int64_t ns = now_ns() - start;
    tell(tool.heavy_result(), ns);
  } else if (line == "rules" && tool.rules) {
    const int64_t start = now_ns();
    last = tool.rules();
    std::printf("{\"ns\":%lld,\"rows\":%zu}\n", static_cast<long long>(now_ns() - start), last.units.size());
  } else if (line == "changed" && tool.rules_with) {
    // Another number each time, so that nothing can be remembered from the last.
    static int64_t places = 50;
    places = places == 50 ? 51 : 50;
    const int64_t start = now_ns();
    const RulesResult result = tool.rules_with(places);
    std::printf("{\"ns\":%lld,\"rows\":%zu}\n", static_cast<long long>(now_ns() - start), result.units.size());
  } else if (line.substr(0, 6) == "write ") {
    write_results(std::string(line.substr(6)), last);
    std::printf("{\"written\":true}\n");
  } else if (line == "peak") {
    std::printf("{\"peak_kb\":%lld}\n", static_cast<long long>(peak_kb()));
  } else if (line == "quit") {
    return false;
  } else {
    std::printf("{\"cannot\":true}\n");
  }
  std::fflush(stdout);
  return true;
}

}  // namespace

void stop(const std::string& what) {
  std::fprintf(stderr, "bench: %s\n", what.c_str());
  std::exit(2);
}

Options read_options(int count, char** words) {
  Options options;
  std::string threads;
  const std::map<std::string_view, std::string*> names = {
      {"--db", &options.database},       {"--folder", &options.folder},
      {"--rules", &options.rules},       {"--sql", &options.sql},
      {"--once", &options.once},         {"--out", &options.out},
      {"--threads", &threads},           {"--heavy-rules", &options.heavy_rules},
      {"--snapshot", &options.snapshot}, {"--engine", &options.engine}};
  for (int place = 1; place + 1 < count; place += 2) {
    const auto found = names.find(words[place]);
    if (found == names.end()) stop(std::string("unknown word ") + words[place]);
    *found->second = words[place + 1];
  }
  if (!threads.empty()) options.threads = std::max(1, std::atoi(threads.c_str()));
  if (options.database.empty()) stop("--db is missing");
  return options;
}

int serve(const Options& options, const std::function<Tool()>& prepare) {
  const int64_t start = now_ns();
  const Tool tool = prepare();
  const int64_t prepare_ns = now_ns() - start;
  if (!options.once.empty()) {
    if (options.once == "heavy") {
      tool.heavy();
      tell(tool.heavy_result(), now_ns() - start);
    } else {
      write_results(options.out, tool.rules());
    }
    return 0;
  }
  std::printf(
      "{\"ready\":true,\"tool\":\"%s\",\"version\":\"%s\",\"prepare_ns\":%lld,\"bytes\":%lld,"
      "\"can\":[\"-\"%s%s%s]}\n",
      tool.name.c_str(), tool.version.c_str(), static_cast<long long>(prepare_ns), static_cast<long long>(tool.bytes),
      tool.heavy ? ",\"heavy\"" : "", tool.rules ? ",\"rules\"" : "", tool.rules_with ? ",\"changed\"" : "");
  std::fflush(stdout);
  RulesResult last;
  std::string line;
  while (std::getline(std::cin, line) && answer(tool, line, last)) {
  }
  return 0;
}

}  // namespace plumb::bench
