#include "worker/lang/vm_ops.h"

#include "worker/lang/builtins.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::vm {

Value build_list(Interpreter& interp, Value* items, uint32_t count) {
  auto list = make_list(interp.heap());
  list->reserve(count);
  for (uint32_t i = 0; i < count; ++i) list->append(std::move(items[i]));
  return Value::object(std::move(list));
}

Value build_tuple(Interpreter& interp, Value* items, uint32_t count) {
  auto tuple = make_tuple(interp.heap(), uint64_t{count});
  for (uint32_t i = 0; i < count; ++i) tuple->items()[i] = std::move(items[i]);
  return Value::object(std::move(tuple));
}

Value build_dict(Interpreter& interp, Value* pairs, uint32_t count) {
  auto dict = make_dict(interp.heap());
  for (uint32_t i = 0; i < count; ++i) {
    if (!dict->set(interp, pairs[2 * i], pairs[2 * i + 1])) return Value::error();
  }
  return Value::object(std::move(dict));
}

Value build_slice(Interpreter& interp, Value* parts, uint32_t count) {
  return Value::object(interp.heap().make<SliceObject>(parts[0], parts[1], count == 3 ? parts[2] : Value::none()));
}

bool unpack_sequence(Interpreter& interp, Value* sp, uint32_t count) {
  const Value source = sp[-1];
  if (!is_iterable(source)) {
    interp.raise(ExceptionKind::kTypeError, "cannot unpack non-iterable ", source.type_name(), " object");
    return false;
  }
  auto items = make_list(interp.heap());
  const Value iterator = get_iter(interp, source);
  if (iterator.is_error()) return false;
  while (items->size <= count) {
    Value item = iter_next(interp, iterator);
    if (item.is_error()) return false;
    if (item.is_undefined()) break;
    items->append(std::move(item));
  }
  if (items->size > count) {
    interp.raise(ExceptionKind::kValueError, "too many values to unpack (expected ", count, ")");
    return false;
  }
  if (items->size < count) {
    interp.raise(ExceptionKind::kValueError, "not enough values to unpack (expected ", count, ", got ", items->size, ")");
    return false;
  }
  sp[-1] = Value();
  for (uint32_t i = 0; i < count; ++i) new (&sp[static_cast<int64_t>(count) - 2 - i]) Value(items->items[i]);
  return true;
}

Value load_global(Interpreter& interp, StrObject* name) {
  const Value* found = find_builtin(interp, name);
  if (found) return *found;
  return interp.raise(ExceptionKind::kNameError, "name '", name->view(), "' is not defined");
}

bool unbound_local(Interpreter& interp, StrObject* name) {
  interp.raise(ExceptionKind::kUnboundLocalError, "cannot access local variable '", name->view(),
               "' where it is not associated with a value");
  return false;
}

bool delete_cell(Interpreter& interp, CellObject& cell) {
  if (!cell.value.is_undefined()) {
    cell.value = Value();
    return true;
  }
  interp.raise(ExceptionKind::kNameError, "cannot access free variable '", cell.name ? cell.name->view() : "?",
               "' where it is not associated with a value in enclosing scope");
  return false;
}

Value call_native(Interpreter& interp, Value* callable, uint32_t count, uint32_t keywords, const Value* names) {
  const Args args(callable + 1, count - keywords, keywords, names);
  const Type* type = callable->is_object() ? callable->object()->type : nullptr;
  if (!type || !type->call)
    return interp.raise(ExceptionKind::kTypeError, "'", callable->type_name(), "' object is not callable");
  if (!interp.check_native_stack()) return Value::error();
  return type->call(interp, callable->object(), args);
}

}  // namespace interloom::lang::vm
