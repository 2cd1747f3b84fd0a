#include "run/batch.h"

namespace plumb::run {

Batch batch_of(TableId table, uint32_t first, uint32_t count, DefinitionId computing) {
  Batch batch;
  batch.lanes = count;
  batch.computing = computing;
  batch.base = {table, first, nullptr, !table.valid()};
  if (table.valid()) {
    batch.depth = 1;
    batch.frames[0] = batch.base;
  }
  return batch;
}

}  // namespace plumb::run
