// Files that are not a snapshot as it was written, and programs that mean something else by it.
#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/fixture.h"
#include "store/seal_file.h"
#include "store/snapshot.h"
#include "support/same_data.h"

namespace plumb::store {
namespace {

namespace fs = std::filesystem;
using program::TypeKind;

class RefuseSnapshot : public StoreTest {
 protected:
  RefuseSnapshot() {
    builder.read(builder.id(usage, "有效机时"));
    init();
    run_sql("a.db",
            "INSERT INTO unit VALUES ('A','甲',1,NULL,NULL), ('B','乙',0,NULL,NULL); INSERT INTO "
            "instrument VALUES "
            "('I','A',5,1,NULL,'通用',NULL), ('J','B',-1,1,NULL,'别的',NULL); INSERT INTO "
            "usage_month VALUES ('I','2021-01-01',5), "
            "('J','2021-01-01',7)");
  }
  bool freeze(const std::string& out = "a.snap") {
    ReadOptions all;
    all.all_columns = true;
    const data::Data data = read_data(builder.program, path("a.db"), 2021, sink, all);
    return write_snapshot(builder.program, data, 2021, {path("a.db"), 0, "plumb"}, path(out), sink).has_value();
  }
  // What is heard when the file is read.
  std::string read(const std::string& name = "a.snap", int64_t assessment = 2021) {
    const data::Data data = read_snapshot(builder.program, path(name), assessment, sink);
    const std::string codes = heard();
    EXPECT_EQ(codes.empty(), data.tables[usage.value].row_count == 2) << codes;
    return codes;
  }
  [[nodiscard]] std::string bytes(const std::string& name = "a.snap") const {
    std::ifstream file(path(name), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  // Another content under a seal that fits, as someone could make it who means harm.
  void forge(const std::string& name, const std::string& sql) {
    const std::string whole = bytes();
    write(name, whole.substr(0, whole.size() - SealLength));
    run_sql(name, sql);
    ASSERT_TRUE(seal_file(path(name)));
    ASSERT_EQ(check_seal(path(name)), SealState::Whole);
  }
};

TEST_F(RefuseSnapshot, AnyByteThatChanged) {
  ASSERT_TRUE(freeze());
  ASSERT_EQ(read(), "");
  const std::string whole = bytes();
  std::fstream file(path("a.snap"), std::ios::binary | std::ios::in | std::ios::out);
  const auto put = [&](size_t at, int byte) { file.seekp(static_cast<std::streamoff>(at)).put(static_cast<char>(byte)).flush(); };
  // Every one of the header and the seal, too.
  for (size_t at = 0; at < whole.size(); at += at < 200 || at + 200 > whole.size() ? 1 : 97) {
    put(at, whole[at] ^ (1 << (at % 8)));
    ASSERT_EQ(read(), "R7040") << at;
    put(at, whole[at]);
  }
  EXPECT_EQ(read(), "");
}

TEST_F(RefuseSnapshot, AFileThatIsShorterOrLonger) {
  ASSERT_TRUE(freeze());
  const std::string whole = bytes();
  for (const size_t size : {whole.size() - 1, whole.size() - SealLength, whole.size() / 2, size_t{65536}, size_t{100}}) {
    write("b.snap", whole.substr(0, size));
    EXPECT_EQ(read("b.snap"), "R7040") << size;
  }
  for (const size_t size : {size_t{99}, size_t{1}, size_t{0}}) {
    write("b.snap", whole.substr(0, size));
    EXPECT_EQ(read("b.snap"), "R7041") << size;
  }
  write("b.snap", whole + "x");
  EXPECT_EQ(read("b.snap"), "R7040");
  write("b.snap",
        whole.substr(0, whole.size() - SealLength) + std::string(65536, '\0') + whole.substr(whole.size() - SealLength));
  EXPECT_EQ(read("b.snap"), "R7040");
}

TEST_F(RefuseSnapshot, OtherFiles) {
  ASSERT_TRUE(freeze());
  EXPECT_EQ(read("a.db"), "R7041");
  EXPECT_EQ(read("none.snap"), "R7042");
  EXPECT_EQ(read(""), "R7041") << "a folder";
  write("text.snap", std::string(5000, 'x'));
  EXPECT_EQ(read("text.snap"), "R7041");
  // A tool that writes into it takes the seal away or makes it wrong.
  run_sql("a.snap", "CREATE TABLE mine (x)");
  EXPECT_EQ(read(), "R7040");
  EXPECT_EQ(read("a.snap", 2022), "R7040");
}

TEST_F(RefuseSnapshot, NothingBesideItHasASay) {
  ASSERT_TRUE(freeze());
  const std::string before = bytes();
  write("a.snap-journal", std::string("\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 8) + std::string(600, '\1'));
  write("a.snap-wal", std::string(200, '\2'));
  EXPECT_EQ(read(), "");
  EXPECT_EQ(bytes(), before);
  fs::rename(path("a.snap"), path("100%?#.snap"));
  EXPECT_EQ(read("100%?#.snap"), "");
}

TEST_F(RefuseSnapshot, ASealThatFitsIsNotEnough) {
  ASSERT_TRUE(freeze());
  const std::string hours =
      "(SELECT id FROM chunk WHERE part = 'values' AND column_id = (SELECT id FROM data_column "
      "WHERE name = 'hours' AND table_id = 2))";
  forge("b.snap", "UPDATE chunk SET bytes = x'0009' WHERE id = " + hours);
  EXPECT_EQ(read("b.snap"), "R7040");
  forge("b.snap", "UPDATE chunk SET base = base + 1 WHERE id = " + hours);
  EXPECT_EQ(read("b.snap"), "R7040");
  forge("b.snap", "DELETE FROM fault");
  EXPECT_EQ(read("b.snap"), "R7040");
  forge("b.snap", "UPDATE data_column SET signature = signature || 'x' WHERE id = 1");
  EXPECT_EQ(read("b.snap"), "R7040");
  forge("b.snap", "UPDATE snapshot SET assessment = 2020");
  EXPECT_EQ(read("b.snap", 2020), "R7040");
  forge("b.snap", "UPDATE snapshot SET format = 3");
  EXPECT_EQ(read("b.snap"), "R7043");
  forge("b.snap", "DROP TABLE chunk");
  EXPECT_EQ(read("b.snap"), "R7040");
}

// A byte that changed before somebody sealed the file anew: refused, or without any meaning.
TEST_F(RefuseSnapshot, SealedAnewItIsStillNoOtherData) {
  ASSERT_TRUE(freeze());
  ReadOptions all;
  all.all_columns = true;
  const data::Data sound = read_snapshot(builder.program, path("a.snap"), 2021, sink, all);
  ASSERT_EQ(heard(), "");
  const std::string whole = bytes();
  const std::string content = whole.substr(0, whole.size() - SealLength);
  int refused = 0;
  for (size_t at = 0; at < content.size(); at += at < 400 ? 7 : 1009) {
    std::string other = content;
    other[at] = static_cast<char>(other[at] ^ (1 << (at % 8)));
    write("b.snap", other);
    ASSERT_TRUE(seal_file(path("b.snap")));
    const data::Data found = read_snapshot(builder.program, path("b.snap"), 2021, sink, all);
    if (heard().empty()) {
      support::expect_same(found, sound);
      ASSERT_FALSE(HasFailure()) << at;
    } else {
      ++refused;
    }
  }
  EXPECT_GT(refused, 10);
}

// Every digest is right, and the data is such as no database gives.
TEST_F(RefuseSnapshot, DataThatLeadsNowhere) {
  ReadOptions all;
  all.all_columns = true;
  const data::Data sound = read_data(builder.program, path("a.db"), 2021, sink, all);
  const auto column = [&](data::Data& data, program::TableId table, const char* name) -> data::ColumnData& {
    return data.tables[table.value].columns[data::column_position(builder.program, builder.id(table, name))];
  };
  const auto after = [&](const auto& change) {
    data::Data data = sound;
    change(data);
    EXPECT_TRUE(write_snapshot(builder.program, data, 2021, {}, path("b.snap"), sink)) << first_message();
    (void)read_snapshot(builder.program, path("b.snap"), 2021, sink, all);
    return heard();
  };
  EXPECT_EQ(after([](data::Data&) {}), "");
  EXPECT_EQ(after([&](data::Data& d) { column(d, unit, "名称").ints.plain()[0] = 2; }), "R7040") << "a text";
  EXPECT_EQ(after([&](data::Data& d) { column(d, unit, "名称").ints.plain()[0] = -1; }), "R7040");
  EXPECT_EQ(after([&](data::Data& d) { column(d, unit, "名称").texts = {"乙", "甲", "丙"}; }), "R7040") << "their order";
  EXPECT_EQ(after([&](data::Data& d) { column(d, unit, "法人").ints.plain()[1] = 2; }), "R7040") << "a truth";
  EXPECT_EQ(after([&](data::Data& d) { column(d, instrument, "类别").ints.plain()[0] = 2; }), "R7040") << "a label";
  EXPECT_EQ(after([&](data::Data& d) { column(d, instrument, "单位").ints.plain()[0] = 2; }), "R7040") << "a parent";
  EXPECT_EQ(after([&](data::Data& d) { column(d, usage, "月份").ints.plain()[0] = INT64_MAX; }), "R7040") << "a day";
  EXPECT_EQ(after([&](data::Data& d) { column(d, usage, "有效机时").states = {9, 0}; }), "R7040") << "a kind of absence";
  EXPECT_EQ(after([&](data::Data& d) { column(d, usage, "有效机时").states = {255, 0}; }), "R7040") << "a fault without a reason";
  EXPECT_EQ(after([&](data::Data& d) {
              column(d, usage, "有效机时").states = {1, 0};
              column(d, usage, "有效机时").ints.plain()[0] = 7;
            }),
            "R7040")
      << "a number where nothing is";
  EXPECT_EQ(after([&](data::Data& d) {
              data::ColumnData& reference = column(d, usage, "仪器");
              std::vector<uint32_t> first_rows(d.tables[instrument.value].row_count + size_t{1}, 2);
              first_rows.front() = 0;
              reference.ints = data::Integers::from_offsets(first_rows, 2);
              reference.states = {1, 0};
            }),
            "R7040")
      << "a row that has a parent and none";
  const auto with_offsets = [&](std::vector<uint32_t> offsets) {
    return after([&](data::Data& d) {
      column(d, usage, "仪器").ints = data::Integers::from_offsets(offsets, d.tables[usage.value].row_count);
    });
  };
  const auto parents = static_cast<uint32_t>(sound.tables[instrument.value].row_count);
  std::vector<uint32_t> offsets(parents + size_t{1}, 0);
  offsets.back() = 1;
  EXPECT_EQ(with_offsets(offsets), "R7040") << "a row behind the last parent";
  offsets.back() = 3;
  EXPECT_EQ(with_offsets(offsets), "R7040") << "more rows than there are";
  offsets = std::vector<uint32_t>(parents + size_t{1}, 2);
  EXPECT_EQ(with_offsets(offsets), "R7040") << "a row before the first parent";
  offsets = std::vector<uint32_t>(parents + size_t{2}, 2);
  offsets.front() = 0;
  EXPECT_EQ(with_offsets(offsets), "R7040") << "another number of parents";
  EXPECT_EQ(after([&](data::Data& d) { d.faults.clear(); }), "R7040");
  EXPECT_EQ(after([&](data::Data& d) { d.faults.push_back(d.faults.front()); }), "R7040") << "two reasons";
  EXPECT_EQ(after([&](data::Data& d) { column(d, usage, "有效机时").ints.plain().pop_back(); }), "R7040");
  EXPECT_EQ(after([&](data::Data& d) { d.tables[usage.value].origin.plain().push_back(9); }), "R7040");
  EXPECT_EQ(after([&](data::Data& d) { d.tables[usage.value].row_faulty = {1}; }), "R7040");
}

TEST_F(RefuseSnapshot, AnotherAssessment) {
  ASSERT_TRUE(freeze());
  EXPECT_EQ(read("a.snap", 2022), "R7044");
  (void)read_snapshot(builder.program, path("a.snap"), 2022, sink);
  const std::string message = first_message();
  EXPECT_NE(message.find("2021"), std::string::npos) << message;
  EXPECT_NE(message.find("2022"), std::string::npos) << message;
}

TEST_F(RefuseSnapshot, ADictionaryThatMeansSomethingElse) {
  ASSERT_TRUE(freeze());
  const program::Program as_it_was = builder.program;
  const auto after = [&](const auto& change) {
    builder.program = as_it_was;
    change(builder.program);
    return read();
  };
  const auto column = [&](program::TableId table, const char* name) { return builder.id(table, name).value; };
  const uint32_t hours = column(usage, "有效机时"), code = column(instrument, "仪器编号"), kind = column(instrument, "类别");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].scale = 2; }), "R7046");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].stored_factor = 10; }), "R7046");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].type.high = program::Bound{744, false}; }), "R7046");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].is_unique = true; }), "R7046");
  EXPECT_EQ(after([&](program::Program& p) { support::may_lack(p.columns[hours], {program::BuiltinAbsence::NotReported}); }),
            "R7046");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].type.kind = TypeKind::Truth; }), "R7046");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].stored = "other"; }), "R7045");
  EXPECT_EQ(after([&](program::Program& p) { p.tables[usage.value].stored = "other"; }), "R7045");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[code].length = 2; }), "R7046");
  EXPECT_EQ(after([&](program::Program& p) { p.tables[usage.value].role = program::TableRole::History; }), "R7046");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].is_key = true; }), "R7046") << "of the table";
  // What is not read may have changed.
  EXPECT_EQ(after([&](program::Program& p) { p.enumerations[0].labels.emplace_back("新"); }), "");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[kind].stored = "other"; }), "");
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].name = "另名"; }), "") << "only what is stored counts";
  EXPECT_EQ(after([&](program::Program& p) { p.columns[hours].stored = "HOURS"; }), "") << "as in SQL";
}

// Next year's file: its tables stand in another order, and it has one more.
TEST_F(RefuseSnapshot, NextYearsProgramReadsIt) {
  ASSERT_TRUE(freeze());
  support::ProgramBuilder next;
  next.table("新表");
  next.key("键", TypeKind::Text);
  const auto units = next.table("机构", "unit");
  next.column("简称", TypeKind::Text, "short_name");
  next.column("是否法人", TypeKind::Truth, "is_legal");
  next.key("编码", TypeKind::Text, "unit_code");
  next.read(next.id(units, "是否法人"));
  const data::Data frozen = read_snapshot(next.program, path("a.snap"), 2021, sink);
  EXPECT_EQ(heard(), "");
  EXPECT_EQ(show_table(next.program, frozen, units), "- true A\n- false B\n");
  next.read(next.id(units, "简称"));
  (void)read_snapshot(next.program, path("a.snap"), 2021, sink);
  EXPECT_EQ(heard(), "R7045");
}

TEST_F(RefuseSnapshot, OnlyASnapshotIsReplaced) {
  const std::string database = bytes("a.db");
  EXPECT_FALSE(freeze("a.db"));
  EXPECT_EQ(heard(), "R7008");
  EXPECT_EQ(bytes("a.db"), database);
  write("notes.txt", "x");
  EXPECT_FALSE(freeze("notes.txt"));
  EXPECT_EQ(heard(), "R7008");
  EXPECT_TRUE(freeze());
  run_sql("a.db", "UPDATE usage_month SET hours = hours + 1");
  const std::string before = bytes();
  EXPECT_TRUE(freeze());
  EXPECT_NE(bytes(), before);
  EXPECT_EQ(read(), "");
  EXPECT_FALSE(freeze("no/such/folder.snap"));
  EXPECT_EQ(heard(), "R7005");
}

// Runs `work` in a child.
template <class Work>
int run_apart(const Work& work) {
  const pid_t child = ::fork();
  if (child == 0) ::_exit(work());
  int status = 0;
  ::waitpid(child, &status, 0);
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

TEST_F(RefuseSnapshot, FullDisksAndSignalsLeaveTheOldOne) {
  ASSERT_TRUE(freeze());
  const std::string before = bytes();
  for (const rlim_t limit :
       {rlim_t{4096}, rlim_t{65536}, static_cast<rlim_t>(before.size() - 200), static_cast<rlim_t>(before.size() - 20)}) {
    EXPECT_EQ(run_apart([&] {
                std::signal(SIGXFSZ, SIG_IGN);
                const rlimit most{limit, limit};
                ::setrlimit(RLIMIT_FSIZE, &most);
                return freeze() ? 1 : heard() == "R7009" ? 0 : 2;
              }),
              0)
        << limit;
  }
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    EXPECT_EQ(run_apart([&] {
                // Held back already when the writing begins, so that it comes in its middle for
                // certain.
                sigset_t held;
                sigemptyset(&held);
                sigaddset(&held, signal);
                sigprocmask(SIG_BLOCK, &held, nullptr);
                ::raise(signal);
                const bool is_made = freeze();
                const bool is_quiet = heard().empty();
                if (is_made || !is_quiet) return 1;
                sigprocmask(SIG_UNBLOCK, &held, nullptr);
                return 2;
              }),
              128 + signal);
  }
  EXPECT_EQ(bytes(), before);
  for (const auto& entry : fs::directory_iterator(path(""))) {
    EXPECT_EQ(entry.path().string().find(".new-"), std::string::npos) << entry.path();
  }
}

}  // namespace
}  // namespace plumb::store
