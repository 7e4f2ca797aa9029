// Any bytes become tokens or an error.
#include "tests/fuzz/fuzz.h"
#include "worker/lang/syntax/lexer.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  interloom::lang::syntax::lex(as_text(data, size), 16 << 20);
  return 0;
}
