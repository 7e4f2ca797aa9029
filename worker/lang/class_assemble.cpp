// Putting a class together: its names, namespace, Type table, order of ancestors and slots.
#include "worker/lang/class_build.h"

#include <algorithm>
#include <cstring>
#include <new>

#include "worker/lang/class_slots.h"
#include "worker/lang/frame.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

constexpr size_t kMaxSlots = 1 << 20;

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

// The module whose code makes the class.
Value current_module(Interpreter& interp) {
  DictObject* globals = running_globals(interp);
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

void add_descriptors(Interpreter& interp, TypeObject& cls, const SlotNamesFound& slots) {
  DictObject& space = *cls.dict;
  uint32_t index = cls.layout_base->slot_count;
  for (StrObject* name : slots.names) {
    space.set(interp, Value::share(name), Value::object(interp.heap().make<MemberObject>(&cls, name, index++)));
  }
  if (cls.has_dict && !cls.layout_base->has_dict) {
    put(interp, space, Dunder::kDict, make_getset(interp, "__dict__", *cls.table, get_instance_dict, set_instance_dict));
  }
  if (cls.has_weakref && !cls.layout_base->has_weakref) {
    put(interp, space, Dunder::kWeakref, make_getset(interp, "__weakref__", *cls.table, get_weakref, nullptr));
  }
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

bool check_order(Interpreter& interp, TypeObject& cls, ListObject& order) {
  if (order.size == 0) interp.raise(ExceptionKind::kTypeError, "type MRO must not be empty");
  for (const Value& each : order.span()) {
    auto* ancestor = each.as<TypeObject>();
    if (!ancestor) {
      interp.raise(ExceptionKind::kTypeError, "mro() returned a non-class ('", each.type_name(), "')");
    } else if (!has_layout_of(interp, cls, *ancestor)) {
      interp.raise(ExceptionKind::kTypeError, "mro() returned base with unsuitable layout ('", ancestor->name->view(), "')");
    } else {
      continue;
    }
    return false;
  }
  return order.size > 0;
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
    if (!check_order(interp, cls, *list)) return false;
    cls.mro = make_tuple(interp.heap(), list->span());
  }
  if (!cls.mro) return false;
  set_ancestors(interp, cls);
  return true;
}

}  // namespace

// The bare class: names, bases, namespace, layout, order and slots. Null: raised.
TypeObject* assemble_class(Interpreter& interp, TypeObject& metaclass, Ref<StrObject> name, Ref<TupleObject> bases,
                           TypeObject& base, Ref<DictObject> space) {
  SlotNamesFound slots;
  if (!read_slots(interp, *name, base, *space, &slots)) return nullptr;
  if (base.slot_count + slots.names.size() > kMaxSlots) interp.heap().fail_over_quota();
  auto made = interp.heap().make_typed<TypeObject>(*metaclass.described, nullptr);
  TypeObject& cls = *made;
  cls.described = &kObjectType;  // until the table is there
  cls.name = Ref<StrObject>::share(interp.intern(name->view()));
  cls.dict = std::move(space);
  cls.bases = std::move(bases);
  cls.layout_base = &base;
  cls.slot_count = base.slot_count + static_cast<uint32_t>(slots.names.size());
  const auto inherits = [&](bool TypeObject::*what) {
    return std::any_of(cls.bases->span().begin(), cls.bases->span().end(),
                       [what](const Value& b) { return static_cast<TypeObject*>(b.object())->*what; });
  };
  cls.has_dict = !slots.given || slots.dict || inherits(&TypeObject::has_dict);
  cls.has_weakref = !slots.given || slots.weakref || inherits(&TypeObject::has_weakref);
  class_table(interp).keep(made);
  make_table(interp, cls);
  cls.version = class_table(interp).new_version();
  if (!take_names(interp, cls, *cls.dict) || !order_ancestors(interp, cls)) return nullptr;
  wrap_implicit(interp, *cls.dict);
  add_descriptors(interp, cls, slots);
  fill_slots(interp, cls);
  for (const Value& each : cls.bases->span()) add_subclass(interp, *static_cast<TypeObject*>(each.object()), cls);
  return &cls;
}

}  // namespace interloom::lang
