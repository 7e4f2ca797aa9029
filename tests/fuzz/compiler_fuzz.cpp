// Whatever parses also compiles, or is refused with an error of the user's; the builder's own checks never fail.
#include <cstdlib>

#include "tests/fuzz/fuzz.h"
#include "worker/lang/compiler.h"
#include "worker/lang/runtime/standard.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace interloom::lang;
  const CompileMode mode = static_cast<CompileMode>(size ? data[0] % 3 : 0);
  const Compiled compiled = standard_compiler().compile(as_text(data, size), "<fuzz>", mode);
  if (!compiled.code && (!compiled.error || compiled.error->type == "SystemError")) std::abort();
  return 0;
}
