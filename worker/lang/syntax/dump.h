// The tree as text, as CPython 3.11's ast.dump prints it. For tests: it recurses, along an elif chain too.
#pragma once

#include <string>

#include "worker/lang/syntax/ast.h"

namespace interloom::lang::syntax {

struct DumpOptions {
  bool attributes = false;     // include_attributes=True
  bool flat_fstrings = false;  // every node inside an f-string has the f-string's position (before 3.12 there is no other truth)
};

std::string dump(const Ast& ast, const DumpOptions& options = {});

// repr() of a constant's value.
std::string constant_repr(const Constant& constant);

}  // namespace interloom::lang::syntax
