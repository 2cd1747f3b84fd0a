// An example of the catalogue as a reader sees it: marked lines, rule texts in the reader's spelling.
#pragma once

#include <string>
#include <string_view>

#include "source/language.h"

namespace plumb::pipeline {

// `text` as its file has it (diagnostics/example.h). A rule text that cannot be laid out (it fails to parse) stays as written.
// Lines end with \n.
[[nodiscard]] std::string show_example(std::string_view text, source::Language language);

}  // namespace plumb::pipeline
