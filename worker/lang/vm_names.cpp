// Names: globals, class bodies' namespaces, cells.
#include "worker/lang/builtins.h"
#include "worker/lang/attribute_cache.h"
#include "worker/lang/exception_types.h"
#include "worker/lang/protocol.h"
#include "worker/lang/vm_ops.h"

namespace interloom::lang::vm {
namespace {

Value not_defined(Interpreter& interp, StrObject* name) {
  return raise_name_error(interp, ExceptionKind::kNameError, name, str_cat("name '", name->view(), "' is not defined"));
}

// Undefined: absent. Borrowed; *failed: raised.
const Value* find_global(Interpreter& interp, const Frame& frame, StrObject* name, bool* failed) {
  if (DictObject* globals = frame.function->globals.get()) {
    const Value* found = globals->find(interp, Value::share(name), failed);
    if (found || *failed) return found;
  }
  return find_builtin(interp, name);
}

// The namespace that names are stored in, when it is not the globals; null otherwise.
const Value* own_namespace(const Frame& frame) {
  const uint32_t flags = frame.function->code->code->flags;
  if (!(flags & Code::kClassBody) || frame.locals[0].is_undefined()) return nullptr;
  return &frame.locals[0];
}

// In the mapping of a class body or exec: undefined when absent.
Value find_in_namespace(Interpreter& interp, const Value& space, StrObject* name) {
  const Value key = Value::share(name);
  if (auto* dict = space.exact<DictObject>()) {
    bool failed = false;
    const Value* found = dict->find(interp, key, &failed);
    return found ? *found : failed ? Value::error() : Value::undefined();
  }
  Value found = get_item(interp, space, key);
  if (!found.is_error() || !as_exception(interp.exception())) return found;
  if (!is_subtype(interp.exception().object()->type, &exception_type(ExceptionKind::kKeyError))) return found;
  interp.take_exception();
  return Value::undefined();
}

}  // namespace

Value load_global(Interpreter& interp, const Frame& frame, Site& site) {
  DictObject* globals = frame.function->globals.get();
  const Value key = Value::share(site.name);
  bool failed = false;
  site.version = globals ? globals->keys_version : 0;
  if (const Value* found = globals ? globals->find(interp, key, &failed) : nullptr) {
    site.kind = Site::Kind::kGlobal;
    site.hint = entry_number(*globals, found);
    return *found;
  }
  if (failed) return Value::error();
  const Value* found = find_builtin(interp, site.name);
  if (!found) return not_defined(interp, site.name);
  const DictObject& builtins = interp.builtins();
  site.kind = Site::Kind::kBuiltin;
  site.second = builtins.keys_version;
  site.hint = entry_number(builtins, found);
  return *found;
}

bool store_global(Interpreter& interp, const Frame& frame, StrObject* name, const Value& value) {
  DictObject* globals = frame.function->globals.get();
  if (globals) return globals->set(interp, Value::share(name), value);
  interp.raise(ExceptionKind::kSystemError, "no globals to set '", name->view(), "' in");
  return false;
}

bool delete_global(Interpreter& interp, const Frame& frame, StrObject* name) {
  DictObject* globals = frame.function->globals.get();
  const int removed = globals ? globals->remove(interp, Value::share(name), nullptr) : 0;
  if (removed == 0) not_defined(interp, name);
  return removed == 1;
}

Value load_name(Interpreter& interp, const Frame& frame, StrObject* name) {
  if (const Value* space = own_namespace(frame)) {
    Value found = find_in_namespace(interp, *space, name);
    if (!found.is_undefined()) return found;
  }
  bool failed = false;
  const Value* found = find_global(interp, frame, name, &failed);
  return found ? *found : failed ? Value::error() : not_defined(interp, name);
}

bool store_name(Interpreter& interp, const Frame& frame, StrObject* name, const Value& value) {
  const Value* space = own_namespace(frame);
  if (!space) return store_global(interp, frame, name, value);
  if (auto* dict = space->exact<DictObject>()) return dict->set(interp, Value::share(name), value);
  return set_item(interp, *space, Value::share(name), value);
}

bool delete_name(Interpreter& interp, const Frame& frame, StrObject* name) {
  const Value* space = own_namespace(frame);
  if (!space) return delete_global(interp, frame, name);
  const Value key = Value::share(name);
  if (auto* dict = space->exact<DictObject>()) {
    const int removed = dict->remove(interp, key, nullptr);
    if (removed == 0) not_defined(interp, name);
    return removed == 1;
  }
  if (del_item(interp, *space, key)) return true;
  if (as_exception(interp.exception()) &&
      is_subtype(interp.exception().object()->type, &exception_type(ExceptionKind::kKeyError))) {
    interp.take_exception();
    not_defined(interp, name);
  }
  return false;
}

Value load_class_cell(Interpreter& interp, const Frame& frame, uint32_t index) {
  auto* cell = static_cast<CellObject*>(frame.function->closure->items()[index].object());
  StrObject* name = cell->name ? cell->name : interp.intern(frame.function->code->code->cells[index]);
  if (const Value* space = own_namespace(frame)) {
    Value found = find_in_namespace(interp, *space, name);
    if (!found.is_undefined()) return found;
  }
  if (!cell->value.is_undefined()) return cell->value;
  unset_free_variable(interp, name);
  return Value::error();
}

bool unbound_local(Interpreter& interp, StrObject* name) {
  interp.raise(ExceptionKind::kUnboundLocalError, "cannot access local variable '", name->view(),
               "' where it is not associated with a value");
  return false;
}

bool unset_free_variable(Interpreter& interp, StrObject* name) {
  const std::string text = str_cat("cannot access free variable '", name ? name->view() : "?",
                                   "' where it is not associated with a value in enclosing scope");
  if (name) {
    raise_name_error(interp, ExceptionKind::kNameError, name, text);
  } else {
    interp.raise(ExceptionKind::kNameError, text);
  }
  return false;
}

bool delete_cell(Interpreter& interp, CellObject& cell) {
  if (cell.value.is_undefined()) return unset_free_variable(interp, cell.name);
  cell.value = Value();
  return true;
}

void make_cell(Interpreter& interp, Value& local, StrObject* name) {
  auto cell = interp.heap().make<CellObject>();
  cell->name = name;
  cell->value.swap(local);
  local = Value::object(std::move(cell));
}

}  // namespace interloom::lang::vm
