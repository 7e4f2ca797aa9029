// The builtin functions and types: print, len, int, sorted, ...
//
// They are rows of one table for the process; an interpreter makes the object of a builtin when its name is first used, so that
// a job pays only for those it names.
#pragma once

#include <span>
#include <string_view>

#include "worker/lang/interpreter.h"

namespace interloom::lang {

struct BuiltinFunction {
  const char* name;
  NativeFn function;
};

// The builtin of that name: what set_builtin or code has put into interp.builtins(), else one of the table. Null: none.
// Borrowed until builtins change.
const Value* find_builtin(Interpreter& interp, StrObject* name);
const Value* find_builtin(Interpreter& interp, std::string_view name);
// Puts all of them into interp.builtins() and returns it: for the module `builtins` and dir(). What code deletes there
// afterwards is gone.
DictObject& all_builtins(Interpreter& interp);

// Can it be called?
bool is_callable(const Value& value);

// The functions by theme, one file each.
std::span<const BuiltinFunction> number_builtins();
std::span<const BuiltinFunction> text_builtins();
std::span<const BuiltinFunction> iteration_builtins();
std::span<const BuiltinFunction> object_builtins();
std::span<const BuiltinFunction> scope_builtins();

}  // namespace interloom::lang
