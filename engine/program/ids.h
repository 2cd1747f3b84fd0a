// Ids of the program's tables. An id that is not valid means "none".
#pragma once

#include "base/id.h"

namespace plumb::program {

struct EnumTag;
struct TableTag;
struct ColumnTag;
struct ExprTag;
struct DefinitionTag;
struct PopulationTag;
struct RankingTag;
struct JudgementTag;
struct ParameterTag;
struct AuthorityTag;
struct AbsenceKindTag;
struct PlaceTag;
struct UnitsTag;
struct TestTag;

using EnumId = base::Id<EnumTag>;
using TableId = base::Id<TableTag>;
using ColumnId = base::Id<ColumnTag>;  // index into Program::columns, over all tables
using ExprId = base::Id<ExprTag>;
using DefinitionId = base::Id<DefinitionTag>;
using PopulationId = base::Id<PopulationTag>;
using RankingId = base::Id<RankingTag>;
using JudgementId = base::Id<JudgementTag>;
using ParameterId = base::Id<ParameterTag>;
using AuthorityId = base::Id<AuthorityTag>;
using AbsenceKindId = base::Id<AbsenceKindTag>;
using PlaceId = base::Id<PlaceTag>;  // results: where a pending or faulty value comes from
using UnitsId = base::Id<UnitsTag>;

}  // namespace plumb::program
