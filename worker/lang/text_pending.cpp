// Stand-ins for protocol.h and format.h until the text types have them.
#include "worker/lang/format.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {

__attribute__((weak)) Value format(Interpreter& interp, const Value& value, const Value&) { return to_str(interp, value); }
__attribute__((weak)) Value ascii(Interpreter& interp, const Value& value) { return repr(interp, value); }
__attribute__((weak)) Value ascii_of(Interpreter& interp, const Value& value) { return repr(interp, value); }

}  // namespace interloom::lang
