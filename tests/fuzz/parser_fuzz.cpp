// Any bytes become a tree or a SyntaxError within the limits; the tree can be walked.
#include <cstdlib>

#include "tests/fuzz/fuzz.h"
#include "worker/lang/syntax/dump.h"
#include "worker/lang/syntax/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace interloom::lang::syntax;
  ParseLimits limits;
  limits.max_memory = 16 << 20;
  const Mode mode = size && data[0] % 8 == 0 ? Mode::kEval : Mode::kExec;
  const Parsed parsed = parse(as_text(data, size), "<fuzz>", mode, limits);
  if (!parsed.ok() && parsed.error->message.empty()) std::abort();
  if (parsed.ok()) dump(parsed.ast, {});
  return 0;
}
