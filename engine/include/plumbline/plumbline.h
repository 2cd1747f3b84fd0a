// The engine for C and for whatever can call C: libplumbline.so. What the headers beside this one say in C++ stands here
// once more, as far as another language needs it.
//
// TEXTS are UTF-8 and end with a zero byte. Those that come in are read during the call only; NULL is the empty text.
// WHAT COMES OUT through a pointer without `const` is the caller's, be it a text or a handle: plumbline_free takes each of
// them, in any order, since a handle keeps alive what it rests on. Texts with `const` are the library's and live as long.
// WHAT GOES WRONG: the function answers NULL (or 0 where it answers yes or no). `why`, which may be NULL, always gets the
// diagnostics as a JSON array, with warnings where all went well, and NULL where there are none: every message has its code
// and both languages. A mistake of the engine itself is a diagnostic (R9001) as well. Nothing is thrown, no call ends the
// process, no signal handler is set. A NULL handle, and a form that an answer does not have, get the answer of a failure without
// diagnostics; so does a call for whose answer there is no memory left.
// THREADS: rules, data and runs never change, and any number of threads may ask the same one. A session is for one at a time.
// NUMBERS of the language are exact texts: "21.5625", "250/3".
// Enumerators keep their numbers; later versions may add some at the end.
#pragma once

#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define PLUMBLINE_API __attribute__((visibility("default")))
#else
#define PLUMBLINE_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

typedef struct plumbline_rules plumbline_rules;
typedef struct plumbline_data plumbline_data;
typedef struct plumbline_run plumbline_run;
typedef struct plumbline_session plumbline_session;

// "0.1.0"; the commit that it was built from, "unknown" where nobody could tell.
PLUMBLINE_API const char* plumbline_version(void);
PLUMBLINE_API const char* plumbline_commit(void);
// A text or a handle; NULL is nothing to do.
PLUMBLINE_API void plumbline_free(void* given);

enum plumbline_language {
  PLUMBLINE_OWN = 0,  // that of the rules
  PLUMBLINE_CHINESE = 1,
  PLUMBLINE_ENGLISH = 2
};

// ---- Rules ----

// A text that stands in the place of a file.
typedef struct plumbline_text {
  const char* name;  // its path, or a name that a rule file uses
  const char* text;
} plumbline_text;

enum plumbline_rule_flags {
  PLUMBLINE_FINDINGS = 1,        // also what compiles and is probably not meant
  PLUMBLINE_OTHER_READINGS = 2,  // take what 另载 says
  PLUMBLINE_ONLY_TEXTS = 4       // no file is read: the texts are all there is
};

// `main_file`: a path, or the name of one of the texts. `libraries`: folders joined by colons, where rule files are looked for
// that others use; NULL: those of PLUMB_LIBRARY and those that are installed. Rules with errors are rules too: they can be asked
// for what they are, and whatever needs them to run answers NULL.
PLUMBLINE_API plumbline_rules* plumbline_read_rules(const char* main_file, const plumbline_text* texts, size_t text_count,
                                                    const char* libraries, unsigned flags, char** why);
PLUMBLINE_API int plumbline_rules_are_good(const plumbline_rules* rules);
// As `plumb check --format json` says it.
PLUMBLINE_API char* plumbline_rules_json(const plumbline_rules* rules, char** why);
// The test cases in them, as `plumb test --format json` says it; `failed`, which may be NULL, gets how many failed.
PLUMBLINE_API char* plumbline_test(const plumbline_rules* rules, size_t* failed, char** why);

// ---- Data ----

// A database with the tables of the rules and no rows.
PLUMBLINE_API int plumbline_create_database(const plumbline_rules* rules, const char* path, char** why);

enum plumbline_load_flags { PLUMBLINE_REPLACE = 1, PLUMBLINE_APPEND = 2 };
// A CSV file, or a folder in which every file is named after its table: all of it or nothing. `table` NULL: the file is named
// after its table.
PLUMBLINE_API int plumbline_load(const plumbline_rules* rules, const char* database, const char* from, const char* table,
                                 unsigned flags, char** why);
// Freezes the data of one assessment (NULL: that of the rules) into a file; answers the root, a SHA-256 of what is in it.
PLUMBLINE_API char* plumbline_make_snapshot(const plumbline_rules* rules, const char* database, const char* path,
                                            const char* assessment, char** why);

// When a run plays, as users write it; NULL: as the rules say. Another assessment takes the other two along.
typedef struct plumbline_when {
  const char* assessment;  // "2021"
  const char* period;      // "2020-01-01..2020-12-31"
  const char* as_of;       // "2021-05-10", the reference date
} plumbline_when;

enum plumbline_source { PLUMBLINE_DATABASE = 0, PLUMBLINE_SNAPSHOT = 1 };
// `when` may be NULL.
PLUMBLINE_API plumbline_data* plumbline_read_data(const plumbline_rules* rules, const char* path, enum plumbline_source source,
                                                  const plumbline_when* when, char** why);
// SHA-256 over the content of a snapshot; empty for a database.
PLUMBLINE_API char* plumbline_data_root(const plumbline_data* data);

// ---- Runs ----

typedef struct plumbline_quarantine {
  const char* row;  // key or name of a unit, or TABLE:KEY
  const char* reason;
  int keeps_place;
} plumbline_quarantine;

// `threads` 0: as many as the machine has.
PLUMBLINE_API plumbline_run* plumbline_evaluate(const plumbline_data* data, const plumbline_quarantine* quarantine,
                                                size_t quarantine_count, unsigned threads, char** why);

enum plumbline_standing {
  PLUMBLINE_COMPLETE = 0,
  PLUMBLINE_DIFFERS = 1,     // a 核对 fails
  PLUMBLINE_INCOMPLETE = 2,  // units are pending
  PLUMBLINE_FAULTY = 3,      // units are faulty
  PLUMBLINE_LIMIT = 4        // … since a limit on values was reached
};
PLUMBLINE_API enum plumbline_standing plumbline_standing_of(const plumbline_run* run);

enum plumbline_format { PLUMBLINE_TABLE = 0, PLUMBLINE_JSON = 1, PLUMBLINE_CSV = 2, PLUMBLINE_TEXT = 3, PLUMBLINE_MARKDOWN = 4 };
// Table, JSON or CSV, of all units.
PLUMBLINE_API char* plumbline_report(const plumbline_run* run, enum plumbline_format format, enum plumbline_language language,
                                     char** why);
// Text, Markdown or JSON. `row`: key or name of a unit, or TABLE:KEY. `why_not`: a label of the grade; NULL: all of it.
PLUMBLINE_API char* plumbline_explain(const plumbline_run* run, const char* row, const char* why_not,
                                      enum plumbline_format format, enum plumbline_language language, char** why);
// Who moved between the grades; table, JSON or CSV.
PLUMBLINE_API char* plumbline_compare(const plumbline_run* before, const plumbline_run* after, enum plumbline_format format,
                                      enum plumbline_language language, char** why);

enum plumbline_state { PLUMBLINE_KNOWN = 0, PLUMBLINE_ABSENT = 1, PLUMBLINE_PENDING = 2, PLUMBLINE_FAULT = 3 };
// One piece of memory: plumbline_free takes it with its texts.
typedef struct plumbline_value {
  enum plumbline_state state;
  const char* text;     // exact: "250/3", "优秀"; of what is absent its kind; of what is open nothing
  const char* measure;  // of a number: "分"
  const char* reason_zh;
  const char* reason_en;  // why it is pending or faulty
  const char* rule;       // the case that gave it; empty: it has none
} plumbline_value;
// A definition of a row, or of the whole where `row` is NULL.
PLUMBLINE_API plumbline_value* plumbline_value_of(const plumbline_run* run, const char* definition, const char* row, char** why);
// 1 is the first; 0: it is not ranked; -1: there is no such ranking or row.
PLUMBLINE_API int64_t plumbline_place_of(const plumbline_run* run, const char* ranking, const char* row, char** why);

// ---- Sessions: rules that are edited over data that stays ----

PLUMBLINE_API plumbline_session* plumbline_open_session(const char* main_file, const char* libraries, const char* path,
                                                        enum plumbline_source source, const plumbline_when* when, char** why);
// An editor's text stands in the place of a file, until NULL takes it away. Counts from the next update on.
PLUMBLINE_API int plumbline_set_text(plumbline_session* session, const char* path, const char* text, char** why);
// Computes what was edited since. NULL: `why` tells, and the next update starts from the last good run.
PLUMBLINE_API plumbline_run* plumbline_update(plumbline_session* session, char** why);

// ---- Texts alone ----

// Laid out, and in the language's spelling. `name` stands in the diagnostics.
PLUMBLINE_API char* plumbline_layout(const char* name, const char* text, enum plumbline_language spelling, char** why);
// The exact value with its measure, or "error R3001".
PLUMBLINE_API char* plumbline_calculate(const char* expression, char** why);

#ifdef __cplusplus
}
#endif
