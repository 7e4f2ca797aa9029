// The class statement and type(name, bases, namespace).
#include "worker/lang/class_build.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "worker/lang/class_slots.h"
#include "worker/lang/execution.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

const Value* find(Interpreter& interp, DictObject& space, Dunder dunder) {
  bool failed = false;
  return space.find(interp, Value::share(dunder_name(interp, dunder)), &failed);
}
void put(Interpreter& interp, DictObject& space, Dunder dunder, Value value) {
  space.set(interp, Value::share(dunder_name(interp, dunder)), std::move(value));
}
void drop(Interpreter& interp, DictObject& space, Dunder dunder) {
  space.remove(interp, Value::share(dunder_name(interp, dunder)), nullptr);
}

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

// The module whose code makes the class.
Value current_module(Interpreter& interp) {
  const Frame* frame = interp.execution() ? interp.execution()->top() : nullptr;
  DictObject* globals = frame ? frame->function->globals.get() : nullptr;
  bool failed = false;
  const Value* name = globals ? globals->find(interp, Value::share(dunder_name(interp, Dunder::kName)), &failed) : nullptr;
  return name ? *name : Value();
}

bool take_names(Interpreter& interp, TypeObject& cls, DictObject& space) {
  cls.qualname = cls.name;
  if (const Value* given = find(interp, space, Dunder::kQualname)) {
    auto* str = given->as<StrObject>();
    if (!str) {
      interp.raise(ExceptionKind::kTypeError, "type __qualname__ must be a str, not ", given->type_name());
      return false;
    }
    cls.qualname = Ref<StrObject>::share(str);
    drop(interp, space, Dunder::kQualname);
  }
  if (!find(interp, space, Dunder::kModule)) {
    if (Value module = current_module(interp); !module.is_undefined()) put(interp, space, Dunder::kModule, std::move(module));
  }
  return true;
}

// Functions that are methods of the class itself without saying so.
void wrap_implicit(Interpreter& interp, DictObject& space) {
  if (const Value* made_by = find(interp, space, Dunder::kNew); made_by && made_by->is<FunctionObject>()) {
    put(interp, space, Dunder::kNew, Value::object(interp.heap().make<StaticMethodObject>(*made_by)));
  }
  for (const Dunder dunder : {Dunder::kInitSubclass, Dunder::kClassGetitem}) {
    const Value* hook = find(interp, space, dunder);
    if (hook && hook->is<FunctionObject>()) {
      put(interp, space, dunder, Value::object(interp.heap().make<ClassMethodObject>(*hook)));
    }
  }
}

Value get_instance_dict(Interpreter& interp, const Value& self) {
  DictObject* dict = attribute_dict(interp, self, true);
  return dict ? Value::share(dict) : attribute_error(interp, self, dunder_name(interp, Dunder::kDict));
}

bool set_instance_dict(Interpreter& interp, const Value& self, const Value& value) {
  auto* dict = value.as<DictObject>();
  if (!value.is_undefined() && !dict) {
    interp.raise(ExceptionKind::kTypeError, "__dict__ must be set to a dictionary, not a '", value.type_name(), "'");
    return false;
  }
  DictObject*& slot = tail_of(self.object()).dict;
  if (dict) incref(dict);
  if (DictObject* old = std::exchange(slot, dict)) decref(old);
  return true;
}

Value get_weakref(Interpreter&, const Value&) { return Value::none(); }

void add_descriptors(Interpreter& interp, TypeObject& cls, const SlotNamesFound& slots, bool adds_dict) {
  DictObject& space = *cls.dict;
  uint32_t index = cls.layout_base->slot_count;
  for (StrObject* name : slots.names) {
    space.set(interp, Value::share(name), Value::object(interp.heap().make<MemberObject>(&cls, name, index++)));
  }
  if (adds_dict) put(interp, space, Dunder::kDict, make_getset(interp, "__dict__", *cls.table, get_instance_dict, set_instance_dict));
  if (adds_dict && !slots.given) put(interp, space, Dunder::kWeakref, make_getset(interp, "__weakref__", *cls.table, get_weakref, nullptr));
  if (!find(interp, space, Dunder::kDoc)) put(interp, space, Dunder::kDoc, Value::none());
  if (find(interp, space, Dunder::kEq) && !find(interp, space, Dunder::kHash)) put(interp, space, Dunder::kHash, Value::none());
}

const char* c_string(Interpreter& interp, std::string_view text) {
  char* copy = static_cast<char*>(interp.heap().allocate_raw(text.size() + 1));
  std::memcpy(copy, text.data(), text.size());
  copy[text.size()] = '\0';
  return copy;
}

// The Type table. It and what it points to stay until the heap's end: instances that outlive their class's last name, in
// cycles, are destroyed through it.
void make_table(Interpreter& interp, TypeObject& cls) {
  const Type& layout = layout_type(*cls.layout_base->described);
  Type* table = new (interp.heap().allocate_raw(sizeof(Type))) Type();
  table->name = c_string(interp, cls.name->view());
  table->base = &layout;
  table->basic_size = &layout == &kIntType || &layout == &kFloatType ? NumberInstance::kBytes : layout.basic_size;
  table->instance_bytes = layout.instance_bytes;
  table->tail_bytes = static_cast<uint32_t>(sizeof(InstanceTail) + cls.slot_count * sizeof(Value));
  table->user_class = &cls;
  table->destroy = destroy_instance;
  table->owns_external = layout.owns_external;
  table->external_bytes = layout.external_bytes;
  table->take_block = layout.take_block;
  table->construct = construct_instance;
  cls.table = table;
  cls.described = table;
}

void set_ancestors(Interpreter& interp, TypeObject& cls) {
  const uint64_t count = cls.mro->size;
  auto** ancestors = static_cast<const Type**>(interp.heap().allocate_raw(count * sizeof(Type*)));
  for (uint64_t i = 0; i < count; ++i) ancestors[i] = static_cast<TypeObject*>(cls.mro->items()[i].object())->described;
  cls.table->ancestors = ancestors;
  cls.table->ancestor_count = static_cast<uint32_t>(count);
}

// C3, or what the metaclass's own mro() says.
bool order_ancestors(Interpreter& interp, TypeObject& cls) {
  const Value* method = lookup_in_class(interp, class_of(interp, Value::share(&cls)), interp.intern("mro"));
  if (!method || method->is<MethodDescriptorObject>()) {
    cls.mro = linearize(interp, cls);
  } else {
    // The method may look at the class, which has an order from the start.
    cls.mro = linearize(interp, cls);
    if (!cls.mro) return false;
    set_ancestors(interp, cls);
    const Value order = call_special(interp, Value::share(&cls), "mro", {});
    if (order.is_error()) return false;
    auto list = make_list(interp.heap());
    if (!extend_list(interp, *list, order)) return false;
    for (const Value& each : list->span()) {
      if (each.is<TypeObject>()) continue;
      interp.raise(ExceptionKind::kTypeError, "mro() returned a non-class ('", each.type_name(), "')");
      return false;
    }
    cls.mro = make_tuple(interp.heap(), list->span());
  }
  if (!cls.mro) return false;
  set_ancestors(interp, cls);
  return true;
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

// The bare class: names, bases, namespace, layout, order and slots. Null: raised.
TypeObject* assemble(Interpreter& interp, TypeObject& metaclass, Ref<StrObject> name, Ref<TupleObject> bases, TypeObject& base,
                     Ref<DictObject> space) {
  SlotNamesFound slots;
  if (!read_slots(interp, *name, base, *space, &slots)) return nullptr;
  auto made = interp.heap().make_typed<TypeObject>(*metaclass.described, nullptr);
  TypeObject& cls = *made;
  cls.described = &kObjectType;  // until the table is there
  cls.name = Ref<StrObject>::share(interp.intern(name->view()));
  cls.dict = std::move(space);
  cls.bases = std::move(bases);
  cls.layout_base = &base;
  cls.slot_count = base.slot_count + static_cast<uint32_t>(slots.names.size());
  const bool inherits_dict = std::any_of(cls.bases->span().begin(), cls.bases->span().end(),
                                         [](const Value& b) { return static_cast<TypeObject*>(b.object())->has_dict; });
  const bool is_metaclass = &layout_type(*base.described) == &TypeObject::kType;  // a class's attributes are its namespace
  cls.has_dict = !is_metaclass && (inherits_dict || !slots.given || slots.dict);
  class_table(interp).keep(made);
  make_table(interp, cls);
  cls.version = class_table(interp).new_version();
  if (!take_names(interp, cls, *cls.dict) || !order_ancestors(interp, cls)) return nullptr;
  wrap_implicit(interp, *cls.dict);
  add_descriptors(interp, cls, slots, cls.has_dict && !inherits_dict);
  fill_slots(interp, cls);
  for (const Value& each : cls.bases->span()) add_subclass(interp, *static_cast<TypeObject*>(each.object()), cls);
  return &cls;
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
    const Value made_by = *lookup_dunder(interp, *winner, Dunder::kNew);
    if (!made_by.is<NewFunctionObject>()) {
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
  TypeObject* cls = assemble(interp, *winner, std::move(name), std::move(bases), *base, std::move(own));
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
