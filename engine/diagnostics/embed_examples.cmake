# cmake -DFOLDER=… -DOUTPUT=… -P embed_examples.cmake: the examples as one table of constants, so
# that no file is read when the program runs.
file(GLOB examples ${FOLDER}/R*.txt)
list(SORT examples)
set(table "")
foreach(example IN LISTS examples)
  get_filename_component(code ${example} NAME_WE)
  file(READ ${example} text)
  string(APPEND table "    {\"${code}\", R\"example(${text})example\"},\n")
endforeach()
file(WRITE ${OUTPUT} "#include \"diagnostics/example.h\"

namespace plumb::diagnostics {
namespace {

constexpr ExampleText Texts[] = {
${table}};

}  // namespace

std::span<const ExampleText> all_examples() { return Texts; }

}  // namespace plumb::diagnostics
")
