#include "worker/lang/runtime/standard.h"

#include "worker/lang/compile/source_compiler.h"

namespace interloom::lang {

const Compiler& standard_compiler() {
  static const compile::SourceCompiler compiler;
  return compiler;
}

}  // namespace interloom::lang
