// Operators as functions.
#include "worker/lang/modules/operator_module.h"

#include <string>

#include "worker/lang/class.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/range.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang::modules {
namespace {

Value boolean(int answer) { return answer < 0 ? Value::error() : Value::boolean(answer); }
Value done(bool ok) { return ok ? Value::none() : Value::error(); }

// One native for each operator; `name` is for messages.
struct Name {
  const char* text;
};
constexpr Name kBinaryNames[kBinaryOpCount] = {
    {"_operator.add"},  {"_operator.sub"}, {"_operator.mul"},    {"_operator.truediv"}, {"_operator.floordiv"},
    {"_operator.mod"},  {"_operator.pow"}, {"_operator.matmul"}, {"_operator.lshift"},  {"_operator.rshift"},
    {"_operator.and_"}, {"_operator.or_"}, {"_operator.xor"}};
constexpr Name kInplaceNames[kBinaryOpCount] = {
    {"_operator.iadd"}, {"_operator.isub"}, {"_operator.imul"},    {"_operator.itruediv"}, {"_operator.ifloordiv"},
    {"_operator.imod"}, {"_operator.ipow"}, {"_operator.imatmul"}, {"_operator.ilshift"},  {"_operator.irshift"},
    {"_operator.iand"}, {"_operator.ior"},  {"_operator.ixor"}};
constexpr Name kCompareNames[] = {{"_operator.lt"}, {"_operator.le"}, {"_operator.eq"},
                                  {"_operator.ne"}, {"_operator.gt"}, {"_operator.ge"}};

template <BinaryOp op>
Value binary(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, kBinaryNames[static_cast<int>(op)].text, args, 2, 2)) return Value::error();
  return binary_op(interp, op, args[0], args[1]);
}
template <BinaryOp op>
Value inplace(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, kInplaceNames[static_cast<int>(op)].text, args, 2, 2)) return Value::error();
  return inplace_op(interp, op, args[0], args[1]);
}
template <CompareOp op>
Value compare(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, kCompareNames[static_cast<int>(op)].text, args, 2, 2)) return Value::error();
  return compare_op(interp, op, args[0], args[1]);
}
template <UnaryOp op>
Value unary(Interpreter& interp, const Args& args) {
  constexpr const char* kNames[] = {"_operator.neg", "_operator.pos", "_operator.invert", "_operator.not_", "_operator.abs"};
  if (!check_positional(interp, kNames[static_cast<int>(op)], args, 1, 1)) return Value::error();
  if (op != UnaryOp::kAbs) return unary_op(interp, op, args[0]);
  Value out = is_number(args[0])                             ? number_unary(interp, op, args[0])
              : args[0].is_object() && args[0].type()->unary ? args[0].type()->unary(interp, op, args[0].object())
                                                             : Value::not_implemented();
  if (!out.is_not_implemented()) return out;
  return interp.raise(ExceptionKind::kTypeError, "bad operand type for abs(): '", args[0].type_name(), "'");
}

Value truth_function(Interpreter& interp, const Args& args) {
  return check_positional(interp, "_operator.truth", args, 1, 1) ? boolean(truth(interp, args[0])) : Value::error();
}
Value is(Interpreter& interp, const Args& args) {
  return check_positional(interp, "_operator.is_", args, 2, 2) ? Value::boolean(args[0].same(args[1])) : Value::error();
}
Value is_not(Interpreter& interp, const Args& args) {
  return check_positional(interp, "_operator.is_not", args, 2, 2) ? Value::boolean(!args[0].same(args[1])) : Value::error();
}
Value index(Interpreter& interp, const Args& args) {
  return check_positional(interp, "_operator.index", args, 1, 1) ? index_value(interp, args[0]) : Value::error();
}
Value contains_function(Interpreter& interp, const Args& args) {
  return check_positional(interp, "_operator.contains", args, 2, 2) ? boolean(contains(interp, args[0], args[1]))
                                                                    : Value::error();
}
Value getitem(Interpreter& interp, const Args& args) {
  return check_positional(interp, "_operator.getitem", args, 2, 2) ? get_item(interp, args[0], args[1]) : Value::error();
}
Value setitem(Interpreter& interp, const Args& args) {
  return done(check_positional(interp, "_operator.setitem", args, 3, 3) && set_item(interp, args[0], args[1], args[2]));
}
Value delitem(Interpreter& interp, const Args& args) {
  return done(check_positional(interp, "_operator.delitem", args, 2, 2) && del_item(interp, args[0], args[1]));
}

bool is_sequence(const Value& value) { return value.is_object() && value.type()->get_item && !value.is<DictObject>(); }

// Can `left` be concatenated, or leave that to `right`?
bool concatenates(const Value& left, const Value& right) {
  if (!is_sequence(left)) return false;
  return left.type()->sequence || (is_sequence(right) && (left.type()->binary || left.type()->inplace));
}

Value concat(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "_operator.concat", args, 2, 2)) return Value::error();
  if (concatenates(args[0], args[1])) return binary_op(interp, BinaryOp::kAdd, args[0], args[1]);
  return interp.raise(ExceptionKind::kTypeError, "'", args[0].type_name(), "' object can't be concatenated");
}
Value iconcat(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "_operator.iconcat", args, 2, 2)) return Value::error();
  if (concatenates(args[0], args[1])) return inplace_op(interp, BinaryOp::kAdd, args[0], args[1]);
  return interp.raise(ExceptionKind::kTypeError, "'", args[0].type_name(), "' object can't be concatenated");
}

bool needs_iterable(Interpreter& interp, const Value& value) {
  if (is_iterable(value)) return true;
  interp.raise(ExceptionKind::kTypeError, "argument of type '", value.type_name(), "' is not iterable");
  return false;
}

Value count_of(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "_operator.countOf", args, 2, 2) || !needs_iterable(interp, args[0])) return Value::error();
  int64_t n = 0;
  const bool whole = each_item(interp, args[0], [&](const Value& item) {
    const int equal = values_equal(interp, item, args[1]);
    n += equal == 1;
    return equal >= 0;
  });
  return whole ? Value::integer(n) : Value::error();
}

Value index_of(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "_operator.indexOf", args, 2, 2) || !needs_iterable(interp, args[0])) return Value::error();
  int64_t at = 0;
  int equal = 0;
  const bool whole = each_item(interp, args[0], [&](const Value& item) {
    equal = values_equal(interp, item, args[1]);
    at += equal == 0;
    return equal == 0;
  });
  if (equal == 1) return Value::integer(at);
  return whole ? interp.raise(ExceptionKind::kValueError, "sequence.index(x): x not in sequence") : Value::error();
}

// What an object says of its length: len(), else __length_hint__(); undefined when it says nothing.
Value hinted(Interpreter& interp, const Value& object) {
  if (object.is_object() && object.type()->length) {
    const int64_t length = length_of(interp, object);
    if (length >= 0) return Value::integer(length);
    return take_if(interp, exception_type(ExceptionKind::kTypeError)) ? Value() : Value::error();
  }
  Value hint = call_special(interp, object, "__length_hint__", {});
  if (hint.is_error()) return take_if(interp, exception_type(ExceptionKind::kTypeError)) ? Value() : hint;
  if (hint.is_undefined() || hint.is_not_implemented()) return Value();
  if (!is_integer(hint)) {
    return interp.raise(ExceptionKind::kTypeError, "__length_hint__ must be an integer, not ", hint.type_name());
  }
  int64_t n;
  if (!to_int64(interp, hint, &n)) return Value::error();
  if (n < 0) return interp.raise(ExceptionKind::kValueError, "__length_hint__() should return >= 0");
  return Value::integer(n);
}

Value length_hint(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "_operator.length_hint", args, 1, 2)) return Value::error();
  const Value otherwise = args.size() == 2 ? index_value(interp, args[1]) : Value::integer(0);
  if (otherwise.is_error()) return otherwise;
  Value out = hinted(interp, args[0]);
  return out.is_undefined() ? otherwise : out;
}

Value call_function(Interpreter& interp, const Args& args) {
  if (args.size() == 0) return interp.raise(ExceptionKind::kTypeError, "call expected at least 1 argument, got 0");
  return call(interp, args[0], Args(args.values + 1, args.positional_count - 1, args.keyword_count, args.names));
}

struct Row {
  const char* name;
  NativeFn function;
  const char* alias = nullptr;  // "__add__"
};
constexpr Row kRows[] = {
    {"add", binary<BinaryOp::kAdd>, "__add__"},
    {"sub", binary<BinaryOp::kSub>, "__sub__"},
    {"mul", binary<BinaryOp::kMul>, "__mul__"},
    {"truediv", binary<BinaryOp::kTrueDiv>, "__truediv__"},
    {"floordiv", binary<BinaryOp::kFloorDiv>, "__floordiv__"},
    {"mod", binary<BinaryOp::kMod>, "__mod__"},
    {"pow", binary<BinaryOp::kPow>, "__pow__"},
    {"matmul", binary<BinaryOp::kMatMul>, "__matmul__"},
    {"lshift", binary<BinaryOp::kLShift>, "__lshift__"},
    {"rshift", binary<BinaryOp::kRShift>, "__rshift__"},
    {"and_", binary<BinaryOp::kAnd>, "__and__"},
    {"or_", binary<BinaryOp::kOr>, "__or__"},
    {"xor", binary<BinaryOp::kXor>, "__xor__"},
    {"iadd", inplace<BinaryOp::kAdd>, "__iadd__"},
    {"isub", inplace<BinaryOp::kSub>, "__isub__"},
    {"imul", inplace<BinaryOp::kMul>, "__imul__"},
    {"itruediv", inplace<BinaryOp::kTrueDiv>, "__itruediv__"},
    {"ifloordiv", inplace<BinaryOp::kFloorDiv>, "__ifloordiv__"},
    {"imod", inplace<BinaryOp::kMod>, "__imod__"},
    {"ipow", inplace<BinaryOp::kPow>, "__ipow__"},
    {"imatmul", inplace<BinaryOp::kMatMul>, "__imatmul__"},
    {"ilshift", inplace<BinaryOp::kLShift>, "__ilshift__"},
    {"irshift", inplace<BinaryOp::kRShift>, "__irshift__"},
    {"iand", inplace<BinaryOp::kAnd>, "__iand__"},
    {"ior", inplace<BinaryOp::kOr>, "__ior__"},
    {"ixor", inplace<BinaryOp::kXor>, "__ixor__"},
    {"lt", compare<CompareOp::kLt>, "__lt__"},
    {"le", compare<CompareOp::kLe>, "__le__"},
    {"eq", compare<CompareOp::kEq>, "__eq__"},
    {"ne", compare<CompareOp::kNe>, "__ne__"},
    {"gt", compare<CompareOp::kGt>, "__gt__"},
    {"ge", compare<CompareOp::kGe>, "__ge__"},
    {"neg", unary<UnaryOp::kNeg>, "__neg__"},
    {"pos", unary<UnaryOp::kPos>, "__pos__"},
    {"invert", unary<UnaryOp::kInvert>, "__invert__"},
    {"inv", unary<UnaryOp::kInvert>, "__inv__"},
    {"not_", unary<UnaryOp::kNot>, "__not__"},
    {"abs", unary<UnaryOp::kAbs>, "__abs__"},
    {"truth", truth_function},
    {"is_", is},
    {"is_not", is_not},
    {"index", index, "__index__"},
    {"contains", contains_function, "__contains__"},
    {"getitem", getitem, "__getitem__"},
    {"setitem", setitem, "__setitem__"},
    {"delitem", delitem, "__delitem__"},
    {"concat", concat, "__concat__"},
    {"iconcat", iconcat, "__iconcat__"},
    {"countOf", count_of},
    {"indexOf", index_of},
    {"length_hint", length_hint},
    {"call", call_function, "__call__"},
};

bool init(Interpreter& interp, ModuleObject& module) {
  auto all = make_list(interp.heap());
  for (const Row& row : kRows) {
    all->append(Value::share(interp.intern(row.name)));
    const Value function = native_function(interp.heap(), row.name, row.function);
    module.add(interp, row.name, function);
    if (row.alias) module.add(interp, row.alias, function);
  }
  for (const Type* type : {&kItemGetterType, &kAttrGetterType, &kMethodCallerType}) {
    module.add(interp, type->name, interp.type_object(*type));
    all->append(Value::share(interp.intern(type->name)));
  }
  if (!sort_list(interp, *all, Value::none(), false)) return false;
  module.add(interp, "__all__", Value::object(std::move(all)));
  return true;
}

}  // namespace

const NativeModule kOperatorModule = {"operator", init};

}  // namespace interloom::lang::modules
