// Stand-ins until the text types have them.
#include "worker/lang/protocol.h"

namespace interloom::lang {

Value format(Interpreter& interp, const Value& value, const Value&) { return to_str(interp, value); }
Value ascii(Interpreter& interp, const Value& value) { return repr(interp, value); }
Value ascii_of(Interpreter& interp, const Value& value) { return repr(interp, value); }

}  // namespace interloom::lang
