// What the examples need of the `sqlite3` shell, without its package: run_sql DATABASE WORDS…,
// where a word is SQL, or `.shell COMMAND` to run while the database stays open (so that a lock is
// held).
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <sqlite3.h>

int main(int count, char** words) {
  sqlite3* database = nullptr;
  if (count < 3 || sqlite3_open(words[1], &database) != SQLITE_OK) {
    return 1;
  }
  int status = 0;
  for (int i = 2; i < count && status == 0; ++i) {
    constexpr std::string_view Shell = ".shell ";
    const std::string_view word = words[i];
    if (word.starts_with(Shell)) {
      status = std::system(words[i] + Shell.size()) == 0 ? 0 : 1;
    } else if (sqlite3_exec(database, words[i], nullptr, nullptr, nullptr) != SQLITE_OK) {
      std::fprintf(stderr, "%s\n", sqlite3_errmsg(database));
      status = 1;
    }
  }
  sqlite3_close(database);
  return status;
}
