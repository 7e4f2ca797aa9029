// SourceCompiler: Python source to Code, by parser, symbols and emitter.
#pragma once

#include "worker/lang/compiler.h"

namespace interloom::lang::compile {

class SourceCompiler : public Compiler {
 public:
  static constexpr uint64_t kMaxInstructions = 4'000'000;  // of all code of one source

  Compiled compile(std::string_view source, std::string_view file, CompileMode mode) const override;
};

}  // namespace interloom::lang::compile
