// What the VM asks of a class so that calling it needs no C++ frame.
#pragma once

#include "worker/lang/class.h"

namespace interloom::lang {

// Calling the class is: a new plain instance (an InstanceObject, by object.__new__), then __init__. REQUIRES: a user class whose
// metaclass is type.
bool makes_plain_instances(Interpreter& interp, TypeObject& cls);
Value make_plain_instance(Interpreter& interp, TypeObject& cls);

}  // namespace interloom::lang
