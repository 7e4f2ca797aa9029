// Arguments of a function that is written in Python in CPython, so that its TypeErrors read as Python's.
#pragma once

#include <span>

#include "worker/lang/args.h"

namespace interloom::lang::modules {

// As bind_args: fills out[i], null when not given. False: TypeError raised.
bool bind_python_args(Interpreter& interp, const Signature& signature, const Args& args, std::span<const Value*> out);

}  // namespace interloom::lang::modules
