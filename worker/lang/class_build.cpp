// The class statement and type(name, bases, namespace).
#include "worker/lang/class_build.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "worker/lang/class_slots.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

// A class owns its namespace; its names are interned, as lookups know them.
Ref<DictObject> copy_namespace(Interpreter& interp, DictObject& space) {
  auto copy = make_dict(interp.heap());
  uint64_t position = 0;
  while (auto* entry = space.next(&position)) {
    const auto* str = entry->key.as<StrObject>();
    Value key = str ? Value::share(interp.intern(str->view())) : entry->key;
    if (!copy->set(interp, std::move(key), Value(entry->value)) || !interp.charge_steps(1)) return {};
  }
  return copy;
}

// Tells every attribute that wants to know under which name it was put into the class.
bool announce_names(Interpreter& interp, TypeObject& cls) {
  auto names = make_list(interp.heap());
  uint64_t position = 0;
  while (auto* entry = cls.dict->next(&position)) {
    names->append(entry->key);
    names->append(entry->value);
  }
  for (uint64_t i = 0; i < names->size; i += 2) {
    const Value args[] = {Value::share(&cls), names->items[i]};
    const Value& attribute = names->items[i + 1];
    if (!attribute.is_object() || !interp.charge_steps(1)) continue;
    if (call_dunder(interp, attribute, Dunder::kSetName, Args(std::span<const Value>(args))).is_error()) {
      if (interp.stopping()) return false;
      const Value cause = interp.take_exception();
      std::string key;
      if (!repr_text(interp, args[1], &key)) return false;
      interp.raise(ExceptionKind::kRuntimeError, "Error calling __set_name__ on '", attribute.type_name(), "' instance ", key,
                   " in '", cls.name->view(), "'");
      if (ExceptionObject* raised = as_exception(interp.exception())) raised->cause = cause;
      return false;
    }
  }
  return true;
}

// super(cls, cls).__init_subclass__(**keywords)
bool announce_subclass(Interpreter& interp, TypeObject& cls, const Args& keywords) {
  StrObject* name = dunder_name(interp, Dunder::kInitSubclass);
  for (const Value& each : cls.mro->span().subspan(1)) {
    const Value* found = own_attribute(interp, *static_cast<TypeObject*>(each.object()), name);
    if (!found) continue;
    const Value self = Value::share(&cls);
    const Value hook = bind_attribute(interp, Value(*found), Value(), self);
    const Args args(keywords.values + keywords.positional_count, 0, keywords.keyword_count, keywords.names);
    return !hook.is_error() && !call(interp, hook, args).is_error();
  }
  return true;
}

bool fill_class_cell(Interpreter& interp, TypeObject& cls, const Value& cell) {
  if (cell.is_undefined()) return true;
  auto* object = cell.as<CellObject>();
  if (!object) {
    std::string text;
    if (!repr_text(interp, interp.type_object(*cell.type()), &text)) return false;
    interp.raise(ExceptionKind::kTypeError, "type.__new__(): __classcell__ must be a nonlocal cell, not ", text);
    return false;
  }
  object->value = Value::share(&cls);
  return true;
}

Value take_class_cell(Interpreter& interp, DictObject& space) {
  Value cell;
  space.remove(interp, Value::share(dunder_name(interp, Dunder::kClasscell)), &cell);
  return cell;
}

bool checked_name(Interpreter& interp, StrObject& name) {
  if (name.view().find('\0') == std::string_view::npos) return true;
  interp.raise(ExceptionKind::kValueError, "type name must not contain null characters");
  return false;
}

}  // namespace

Value make_class(Interpreter& interp, TypeObject& metaclass, Ref<StrObject> name, Ref<TupleObject> bases, Ref<DictObject> space,
                 const Args& keywords) {
  if (!checked_name(interp, *name)) return Value::error();
  if (bases->size == 0) {
    bases = make_tuple(interp.heap(), 1);
    bases->items()[0] = interp.type_object(kObjectType);
  }
  TypeObject* winner = most_derived_metaclass(interp, metaclass, *bases);
  if (!winner) return Value::error();
  if (winner != &metaclass) {
    const Value* found = lookup_dunder(interp, *winner, Dunder::kNew);
    const Value made_by = found ? *found : Value();
    if (found && !made_by.is<NewFunctionObject>()) {
      std::vector<Value> args = {Value::share(winner), Value::object(name), Value::object(bases), Value::object(space)};
      for (uint32_t i = 0; i < keywords.keyword_count; ++i) args.push_back(keywords.keyword_value(i));
      const Value function = bind_attribute(interp, made_by, Value(), args[0]);
      return function.is_error() ? function : call(interp, function, Args(args.data(), 4, keywords.keyword_count, keywords.names));
    }
  }
  TypeObject* base = best_base(interp, *bases);
  if (!base) return Value::error();
  auto own = copy_namespace(interp, *space);
  if (!own) return Value::error();
  const Value cell = take_class_cell(interp, *own);
  TypeObject* cls = assemble_class(interp, *winner, std::move(name), std::move(bases), *base, std::move(own));
  if (!cls) return Value::error();
  if (!fill_class_cell(interp, *cls, cell) || !announce_names(interp, *cls) || !announce_subclass(interp, *cls, keywords)) {
    return Value::error();
  }
  return Value::share(cls);
}

Value type_new(Interpreter& interp, TypeObject& metaclass, const Args& args) {
  if (args.size() != 3) {
    return interp.raise(ExceptionKind::kTypeError, "type.__new__() takes exactly 3 arguments (", args.size(), " given)");
  }
  auto* name = args[0].as<StrObject>();
  auto* bases = args[1].as<TupleObject>();
  auto* space = args[2].as<DictObject>();
  const auto wrong = [&](int at, const char* wanted) {
    return interp.raise(ExceptionKind::kTypeError, "type.__new__() argument ", at + 1, " must be ", wanted, ", not ",
                        args[static_cast<uint32_t>(at)].type_name());
  };
  if (!name) return wrong(0, "str");
  if (!bases) return wrong(1, "tuple");
  if (!space) return wrong(2, "dict");
  for (const Value& base : bases->span()) {
    if (base.is<TypeObject>() || find_attr(interp, base, dunder_name(interp, Dunder::kMroEntries)).is_undefined()) continue;
    return interp.raise(ExceptionKind::kTypeError,
                        "type() doesn't support MRO entry resolution; use types.new_class()");
  }
  return make_class(interp, metaclass, Ref<StrObject>::share(name), Ref<TupleObject>::share(bases), Ref<DictObject>::share(space), args);
}

}  // namespace interloom::lang
