// Iteration over what has only __getitem__.
#pragma once

#include "worker/lang/value.h"

namespace interloom::lang {

// An iter slot: items 0, 1, ... until IndexError or StopIteration.
Value make_item_iterator(Interpreter& interp, Object* container);
// A hash slot: by identity.
bool object_identity_hash(Interpreter& interp, Object* self, int64_t* out);

}  // namespace interloom::lang
