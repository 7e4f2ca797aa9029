// Any program ends within a small budget, with a result, an exception or a stop.
#include <cstdlib>

#include "tests/fuzz/fuzz.h"
#include "worker/lang/runtime/script.h"
#include "worker/lang/runtime/standard.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace interloom::lang;
  InterpreterOptions options;
  options.budget.max_steps = 20'000;
  options.budget.max_bytes = 16 << 20;
  options.budget.max_output_bytes = 1 << 16;
  options.budget.max_depth = 100;
  options.compiler = &standard_compiler();
  options.modules = &standard_modules();
  const ScriptResult result = run_script(as_text(data, size), "<fuzz>", std::move(options));
  if (result.status.code() == interloom::StatusCode::kInternal) std::abort();
  return 0;
}
