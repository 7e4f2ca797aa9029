// Between values of a job and values as they travel (common/value.h).
#pragma once

#include <functional>

#include "common/status.h"
#include "common/value.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang {

// Makes a value of what lang does not know: WireTensor, WireDType, WireDevice, WireOpaque. Null or undefined result: refused.
using FromWireHook = std::function<StatusOr<Value>(const WireValue&)>;
// The way back for object types lang does not know. Null: refused.
using ToWireHook = std::function<StatusOr<WireValue>(const Value&)>;

// kInvalidArgument: deeper than kMaxWireDepth, unhashable dict key; kResourceExhausted: over the heap's quota.
StatusOr<Value> from_wire(Interpreter& interp, const WireValue& wire, const FromWireHook& hook = {});

// kInvalidArgument says where in the structure: "saved['h'][3]: a 'function' cannot be sent", "contains itself", too deep.
StatusOr<WireValue> to_wire(Interpreter& interp, const Value& value, const ToWireHook& hook = {});

}  // namespace interloom::lang
