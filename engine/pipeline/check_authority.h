// Clauses of a rule set against the documents' texts that the user holds (law L8).
//
// In: checked rules, a folder of UTF-8 texts named by the document's name or number. Out: R43xx in the rules' sink — a text that
// is missing, a clause that the text has not, one whose text changed, one that the rule file does not name — and, with `rehash`,
// the fingerprints written into the rule files, each file whole or not at all.
#pragma once

#include <string>

#include "pipeline/pipeline.h"

namespace plumb::pipeline {

// How many fingerprints were written; 0 without `rehash`.
size_t check_authority(CheckedRules& rules, const std::string& folder, bool rehash);

}  // namespace plumb::pipeline
