// Locks, full disks, killed processes: what was there before is there after.
#include <csignal>
#include <filesystem>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sqlite3.h>

#include "store/fixture.h"

namespace plumb::store {
namespace {

std::string many_units(int count) {
  std::string text = "编码,名称,法人\n";
  for (int i = 0; i < count; ++i) {
    text += "U" + std::to_string(i) + ",一家名字很长很长很长很长很长很长的单位,是\n";
  }
  return text;
}

TEST_F(StoreTest, LockedDatabases) {
  builder.read(builder.id(unit, "名称"));
  const std::string database = init();
  sqlite3* other = nullptr;
  ASSERT_EQ(sqlite3_open(database.c_str(), &other), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(other, "BEGIN EXCLUSIVE", nullptr, nullptr, nullptr), SQLITE_OK);
  (void)read_data(builder.program, database, 2021, sink);
  EXPECT_EQ(heard(), "R7004");
  EXPECT_FALSE(load_csv(builder.program, database, "单位", write("u.csv", many_units(1)), sink));
  EXPECT_EQ(heard(), "R7004");
  sqlite3_close(other);
  (void)read_data(builder.program, database, 2021, sink);
  EXPECT_EQ(heard(), "");
}

// Runs `work` in a child that is not the superuser, whom no permission binds.
template <class Work>
int run_as_nobody(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    constexpr uid_t Nobody = 65534;
    ::_exit(::geteuid() == 0 && ::setuid(Nobody) != 0 ? 99 : work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(StoreTest, UnreadableAndReadOnlyFiles) {
  using std::filesystem::perms;
  builder.read(builder.id(unit, "名称"));
  const std::string database = init();
  const std::string file = write("u.csv", many_units(1));
  const auto read = [&] {
    (void)read_data(builder.program, database, 2021, sink);
    return heard();
  };
  std::filesystem::permissions(database, perms::owner_read | perms::group_read | perms::others_read);
  EXPECT_EQ(
      run_as_nobody([&] { return load_csv(builder.program, database, "单位", file, sink) ? 1
                                 : heard() == "R7010"                                    ? 0
                                                                                         : 2; }), 0);
  EXPECT_EQ(run_as_nobody([&] { return read().empty() ? 0 : 1; }), 0);
  std::filesystem::permissions(database, perms::none);
  EXPECT_EQ(run_as_nobody([&] { return read() == "R7005" ? 0 : 1; }), 0);
}

// Runs `work` in a child whose files may not grow beyond `bytes`; its exit code.
template <class Work>
int run_limited(rlim_t bytes, const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) {
    std::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{bytes, bytes};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    ::_exit(work());
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_F(StoreTest, FullDisks) {
  const std::string database = init();
  const std::string file = write("u.csv", many_units(200000));
  ASSERT_TRUE(load_csv(builder.program, database, "单位", write("one.csv", many_units(1)), sink));
  const int code = run_limited(4 << 20, [&] {
    return load_csv(builder.program, database, "单位", file, sink) ? 1 : heard() == "R7009" ? 0 : 2;
  });
  EXPECT_EQ(code, 0);
  EXPECT_EQ(ask_sql("a.db", "PRAGMA integrity_check"), "ok\n");
  EXPECT_EQ(ask_sql("a.db", "SELECT count(*) FROM unit"), "1\n");
  EXPECT_EQ(read_generation(database, sink), 1);
  const int made = run_limited(8192, [&] {
    return init_database(builder.program, path("b.db"), sink) ? 1 : heard() == "R7009" ? 0 : 2;
  });
  EXPECT_EQ(made, 0);
  EXPECT_FALSE(std::filesystem::exists(path("b.db")));
  // The two files of a folder are one load: the small one that fits stays out, too.
  write("in/u.csv", "");
  std::filesystem::rename(path("in/u.csv"), path("in/x.txt"));
  std::filesystem::copy_file(file, path("in/organisation.csv"));
  write("in/usage_month.csv", "仪器,月份,有效机时\nI1,2021-01-01,5\n");
  EXPECT_EQ(run_limited(4 << 20,
                        [&] {
                          return load_folder(builder.program, database, path("in"), sink) ? 1 : heard() == "R7009" ? 0 : 2;
                        }),
            0);
  EXPECT_EQ(ask_sql("a.db", "SELECT (SELECT count(*) FROM unit) + (SELECT count(*) FROM usage_month)"), "1\n");
}

TEST_F(StoreTest, KilledWhileLoading) {
  builder.read(builder.id(unit, "名称"));
  const std::string database = init();
  const std::string small = write("one.csv", many_units(3000));
  ASSERT_TRUE(load_csv(builder.program, database, "单位", small, sink));
  const std::string file = write("u.csv", many_units(200000));
  bool was_left_unfinished = false;
  for (const int64_t rows : {1 << 15, 3 << 15, 6 << 15}) {
    const pid_t child = ::fork();
    if (child == 0) {
      LoadOptions options;
      options.replace = true;
      options.progress = [&](std::string_view, int64_t done) {
        if (done == rows) {
          ::raise(SIGKILL);
        }
      };
      (void)load_csv(builder.program, database, "单位", file, sink, options);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status));
    was_left_unfinished = was_left_unfinished || std::filesystem::exists(database + "-journal");
    const data::Data data = read_data(builder.program, database, 2021, sink);
    EXPECT_EQ(heard(), "");
    EXPECT_EQ(data.tables[unit.value].row_count, 3000U);
  }
  EXPECT_TRUE(was_left_unfinished);
  EXPECT_EQ(ask_sql("a.db", "PRAGMA integrity_check"), "ok\n");
}

}  // namespace
}  // namespace plumb::store
