// Instances of classes derived from int and float.
#pragma once

#include "worker/lang/class.h"
#include "worker/lang/object.h"

namespace interloom::lang {

// The slots of int and float for values that are objects: they unwrap and compute.
extern const Type kIntInstanceSlots, kFloatInstanceSlots;

}  // namespace interloom::lang
