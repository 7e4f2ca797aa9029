// Builtin functions that go over iterables: len, iter, next, sorted, sum, min, max, all, any.
#include <string>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/generator.h"
#include "worker/lang/iteration.h"
#include "worker/lang/native_help.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/sequence_ops.h"

namespace interloom::lang {
namespace {

Value len(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "len", args, 1, 1)) return Value::error();
  const int64_t length = length_of(interp, args[0]);
  return length < 0 ? Value::error() : Value::integer(length);
}

// min and max: keep the first item that no other is `op` of.
Value extreme(Interpreter& interp, const Args& args, CompareOp op, const char* name) {
  static constexpr const char* kNames[] = {"key", "default"};
  const Value* options[2];
  if (!bind_args(interp, {.function = name, .names = kNames, .keyword_only = 0}, keywords_of(args), options))
    return Value::error();
  if (args.size() == 0) return interp.raise(ExceptionKind::kTypeError, name, " expected at least 1 argument, got 0");
  if (args.size() > 1 && options[1]) {
    return interp.raise(ExceptionKind::kTypeError, "Cannot specify a default for ", name,
                        "() with multiple positional arguments");
  }
  const bool by_key = options[0] && !options[0]->is_none();
  Value best, best_key;
  auto visit = [&](const Value& item) {
    Value key = by_key ? call(interp, *options[0], Args(std::span(&item, 1))) : item;
    if (key.is_error()) return false;
    if (!best.is_undefined()) {
      const Value better = compare_op(interp, op, key, best_key);
      const int yes = better.is_error() ? -1 : truth(interp, better);
      if (yes <= 0) return yes == 0;
    }
    best = item;
    best_key = std::move(key);
    return true;
  };
  if (args.size() == 1) {
    if (!each_item(interp, args[0], visit)) return Value::error();
  } else {
    for (const Value& item : args.positional()) {
      if (!visit(item)) return Value::error();
    }
  }
  if (!best.is_undefined()) return best;
  return options[1] ? *options[1] : interp.raise(ExceptionKind::kValueError, name, "() arg is an empty sequence");
}

Value sum(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "start"};
  const Value* out[2];
  if (args.size() == 0 && args.keyword_count == 0) {
    return interp.raise(ExceptionKind::kTypeError, "sum() takes at least 1 positional argument (0 given)");
  }
  if (!bind_args(interp, {.function = "sum", .names = kNames, .required = 1, .positional_only = 1}, args, out))
    return Value::error();
  Value total = out[1] ? *out[1] : Value::integer(0);
  if (total.is<StrObject>()) return interp.raise(ExceptionKind::kTypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (total.is<BytesObject>())
    return interp.raise(ExceptionKind::kTypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  const bool done = each_item(interp, *out[0], [&](const Value& item) {
    int64_t sum;
    if (total.is_int() && item.is_int() && !__builtin_add_overflow(total.as_int(), item.as_int(), &sum)) {
      total = Value::integer(sum);
      return true;
    }
    if (total.is_float() && item.is_float()) {
      total = Value::real(total.as_float() + item.as_float());
      return true;
    }
    total = binary_op(interp, BinaryOp::kAdd, total, item);
    return !total.is_error();
  });
  return done ? total : Value::error();
}

Value sorted(Interpreter& interp, const Args& args) {
  if (args.size() != 1) return interp.raise(ExceptionKind::kTypeError, "sorted expected 1 argument, got ", args.size());
  static constexpr const char* kNames[] = {"key", "reverse"};
  const Value* options[2];
  if (!bind_args(interp, {.function = "sort", .names = kNames, .keyword_only = 0}, keywords_of(args), options))
    return Value::error();
  auto list = make_list(interp.heap());
  if (!extend_list(interp, *list, args[0])) return Value::error();
  int64_t reverse = 0;
  if (options[1] && !to_int64(interp, *options[1], &reverse)) return Value::error();
  if (!sort_list(interp, *list, options[0] ? *options[0] : Value::none(), reverse != 0)) return Value::error();
  return Value::object(std::move(list));
}

Value iter_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "iter", args, 1, 2)) return Value::error();
  if (args.size() == 1) return get_iter(interp, args[0]);
  if (!is_callable(args[0])) return interp.raise(ExceptionKind::kTypeError, "iter(v, w): v must be callable");
  return make_callable_iterator(interp, args[0], args[1]);
}

Value next_builtin(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "next", args, 1, 2)) return Value::error();
  const Type* type = args[0].is_object() ? args[0].object()->type : nullptr;
  if (type && type->user_class && type->next) {
    // Through the method, whose StopIteration may carry a value.
    Value item = call_special(interp, args[0], "__next__", {});
    const bool end = item.is_error() && args.size() == 2 && take_if(interp, exception_type(ExceptionKind::kStopIteration));
    return end ? args[1] : item;
  }
  Value item = iter_next(interp, args[0]);
  if (!item.is_undefined()) return item;
  return args.size() == 2 ? args[1] : raise_stop_iteration(interp, args[0]);
}

// all and any: the first item whose truth is `decisive` decides.
Value decide(Interpreter& interp, const Args& args, const char* name, bool decisive) {
  if (!check_positional(interp, name, args, 1, 1)) return Value::error();
  int yes = !decisive;
  const bool whole = each_item(interp, args[0], [&](const Value& item) {
    yes = truth(interp, item);
    return yes == !decisive;
  });
  if (whole) return Value::boolean(!decisive);
  return yes == decisive ? Value::boolean(decisive) : Value::error();
}

constexpr BuiltinFunction kFunctions[] = {
    {"all", [](Interpreter& interp, const Args& args) { return decide(interp, args, "all", false); }},
    {"any", [](Interpreter& interp, const Args& args) { return decide(interp, args, "any", true); }},
    {"iter", iter_builtin},
    {"len", len},
    {"max", [](Interpreter& interp, const Args& args) { return extreme(interp, args, CompareOp::kGt, "max"); }},
    {"min", [](Interpreter& interp, const Args& args) { return extreme(interp, args, CompareOp::kLt, "min"); }},
    {"next", next_builtin},
    {"sorted", sorted},
    {"sum", sum},
};

}  // namespace

std::span<const BuiltinFunction> iteration_builtins() { return kFunctions; }

}  // namespace interloom::lang
