// except and except*: does an exception match, what of a group is left.
#include <algorithm>
#include <vector>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/exception.h"
#include "worker/lang/function.h"
#include "worker/lang/protocol.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang::vm {

int exception_matches(Interpreter& interp, const Value& exception, const Value& classes) {
  // The usual case: one built-in class.
  if (auto* cls = classes.exact<TypeObject>(); cls && !cls->is_user_class() && exception.is_object()) {
    if (is_subtype(cls->described, &exception_type(ExceptionKind::kBaseException)))
      return is_subtype(exception.object()->type, cls->described);
  }
  return exception_match(interp, exception, classes);
}

namespace {

// BaseExceptionGroup; null: this interpreter has none.
const Type* group_type(Interpreter& interp) {
  const Value* found = find_builtin(interp, "BaseExceptionGroup");
  const auto* cls = found ? found->as<TypeObject>() : nullptr;
  return cls ? cls->described : nullptr;
}

bool is_exception_group(Interpreter& interp, const Value& value) {
  const Type* type = group_type(interp);
  return type && value.is_object() && is_subtype(value.object()->type, type);
}

// except* takes no group classes.
bool check_star_classes(Interpreter& interp, const Value& classes) {
  const Type* group = group_type(interp);
  auto refused = [&](const Value& each) {
    const auto* cls = each.as<TypeObject>();
    if (!group || !cls || !is_subtype(cls->described, group)) return false;
    interp.raise(ExceptionKind::kTypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.");
    return true;
  };
  if (auto* tuple = classes.as<TupleObject>()) {
    for (const Value& each : tuple->span()) {
      if (refused(each)) return false;
    }
    return true;
  }
  return !refused(classes);
}

// ExceptionGroup(message, exceptions), or BaseExceptionGroup where that is needed.
Value make_group(Interpreter& interp, std::string_view message, const Value& exceptions) {
  const Type* type = group_type(interp);
  if (!type) return interp.raise(ExceptionKind::kSystemError, "there are no exception groups");
  const Value args[] = {Value::share(interp.intern(message)), exceptions};
  return call(interp, interp.type_object(*type), Args(args));
}

Value wrap_in_group(Interpreter& interp, const Value& exception) {
  return make_group(interp, "", Value::object(make_tuple(interp.heap(), std::span<const Value>(&exception, 1))));
}

// Undefined parts: empty.
bool split_group(Interpreter& interp, const Value& group, const Value& classes, Value* matched, Value* rest) {
  const Value method = get_attr(interp, group, "split");
  const Value pair = method.is_error() ? method : call(interp, method, Args(std::span<const Value>(&classes, 1)));
  if (pair.is_error()) return false;
  auto* tuple = pair.as<TupleObject>();
  if (!tuple) {
    interp.raise(ExceptionKind::kTypeError, group.type_name(), ".split must return a tuple, not ", pair.type_name());
    return false;
  }
  if (tuple->size < 2) {
    interp.raise(ExceptionKind::kTypeError, group.type_name(), ".split must return a 2-tuple, got tuple of size ", tuple->size);
    return false;
  }
  *matched = tuple->items()[0];
  *rest = tuple->items()[1];
  return true;
}

// A part of the group that was not raised anew: it still has what split gave it.
bool same_origin(const ExceptionObject& part, const ExceptionObject& whole) {
  return part.cause.same(whole.cause) && part.context.same(whole.context) && part.trace_size == whole.trace_size;
}

bool collect_leaves(Interpreter& interp, const Value& exception, std::vector<const Object*>* out) {
  if (!interp.check_native_stack() || !interp.charge_steps(1)) return false;
  if (!is_exception_group(interp, exception)) {
    out->push_back(exception.object());
    return true;
  }
  const Value parts = get_attr(interp, exception, "exceptions");
  return !parts.is_error() && for_each(interp, parts, [&](const Value& each) { return collect_leaves(interp, each, out); });
}

// The part of `whole` that consists of the leaves of `parts`.
Value project(Interpreter& interp, const Value& whole, const ListObject& parts) {
  std::vector<const Object*> leaves;
  for (uint64_t i = 0; i < parts.size; ++i) {
    if (!collect_leaves(interp, parts.items[i], &leaves)) return Value::error();
  }
  std::sort(leaves.begin(), leaves.end());
  const Value keep = native_closure(interp.heap(), "keep", [leaves = std::move(leaves)](Interpreter&, const Args& args) {
    return Value::boolean(args[0].is_object() && std::binary_search(leaves.begin(), leaves.end(), args[0].object()));
  });
  const Value method = get_attr(interp, whole, "subgroup");
  return method.is_error() ? method : call(interp, method, Args(std::span<const Value>(&keep, 1)));
}

Value none_if_undefined(Value value) { return value.is_undefined() ? Value::none() : value; }

}  // namespace

bool group_matches(Interpreter& interp, Value* sp) {
  const Value exception = sp[-2], classes = sp[-1];
  if (exception.is_none()) {
    sp[-1] = Value::none();
    return true;
  }
  const int whole = exception_match(interp, exception, classes);
  if (whole < 0 || !check_star_classes(interp, classes)) return false;
  if (!is_exception_group(interp, exception)) {
    if (!whole) {
      sp[-1] = Value::none();
      return true;
    }
    Value group = wrap_in_group(interp, exception);
    if (group.is_error()) return false;
    sp[-2] = Value::none();
    sp[-1] = std::move(group);
    return true;
  }
  if (whole) {
    sp[-2] = Value::none();
    sp[-1] = exception;
    return true;
  }
  Value matched, rest;
  if (!split_group(interp, exception, classes, &matched, &rest)) return false;
  sp[-2] = none_if_undefined(std::move(rest));
  sp[-1] = none_if_undefined(std::move(matched));
  return true;
}

// What leaves a try with except*: nothing, the one exception raised by a block, or a group of what blocks raised and what no block
// took (under the original's tree).
Value join_except_star(Interpreter& interp, const Value& original, const Value& raised) {
  ListObject& list = *raised.as<ListObject>();
  auto parts = make_list(interp.heap());
  for (uint64_t i = 0; i < list.size; ++i) {
    if (as_exception(list.items[i])) parts->append(list.items[i]);
  }
  if (parts->size == 0) return Value::none();
  if (!is_exception_group(interp, original)) return parts->items[0];
  auto anew = make_list(interp.heap()), again = make_list(interp.heap());
  for (const Value& each : parts->span()) {
    const bool rest = is_exception_group(interp, each) && same_origin(*as_exception(each), *as_exception(original));
    (rest ? again : anew)->append(each);
  }
  if (again->size) {
    Value together = project(interp, original, *again);
    if (together.is_error() || anew->size == 0) return together;
    if (!together.is_none()) anew->append(std::move(together));
  }
  return anew->size == 1 ? anew->items[0] : make_group(interp, "", Value::object(std::move(anew)));
}

}  // namespace interloom::lang::vm
