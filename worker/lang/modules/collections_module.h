// The native module `_collections`: deque, defaultdict, OrderedDict and the counting loop of Counter; what collections/*.py stand
// on.
//
//   _count_elements(mapping, iterable)   mapping[item] = mapping.get(item, 0) + 1 for each item
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kCollectionsModule;

}  // namespace interloom::lang::modules
