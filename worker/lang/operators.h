// What the operators of protocol.h share with the class machinery.
#pragma once

#include <string_view>

#include "worker/lang/value.h"

namespace interloom::lang {

// The exception for operands that no side takes; suffix "=" for augmented assignment.
Value refuse_binary(Interpreter& interp, BinaryOp op, std::string_view suffix, const Value& left, const Value& right);
// Both sides asked by CPython's rules; NotImplemented when neither can.
Value dispatch_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right);

}  // namespace interloom::lang
