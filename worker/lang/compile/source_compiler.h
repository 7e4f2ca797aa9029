// SourceCompiler: Python source to Code.
//
// Accepts and refuses what CPython 3.11 does, with its words and lines (plus the newer syntax that parser.h names), except
// async code, template strings and type statements, which are refused by name. Time and memory are linear in the source and
// bounded: a source that would need more gets a RecursionError or MemoryError.
// Differences that a program can see: list, set and dict comprehensions run in the frame around them (as since 3.12), so
// tracebacks and locals() show no frame of theirs; a variable of theirs or seen by them that is not set yet raises
// UnboundLocalError where 3.11 has NameError.
#pragma once

#include <string_view>

#include "worker/lang/compiler.h"

namespace interloom::lang::compile {

class SourceCompiler : public Compiler {
 public:
  Compiled compile(std::string_view source, std::string_view file, CompileMode mode) const override;
};

}  // namespace interloom::lang::compile
