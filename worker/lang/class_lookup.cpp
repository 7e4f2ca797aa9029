// Finding attributes along the MRO: type objects of built-in types, their attributes on demand, the cache, versions.
#include "worker/lang/class_slots.h"
#include "worker/lang/class_table.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/intern_table.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

constexpr std::string_view kDunderTexts[] = {
#define IL_DUNDER(name, text) text,
#include "worker/lang/dunders.def.h"
#undef IL_DUNDER
};

Ref<TupleObject> native_mro(Interpreter& interp, TypeObject& self, TypeObject* base) {
  const uint64_t inherited = base ? base->mro->size : 0;
  auto mro = make_tuple(interp.heap(), inherited + 1);
  mro->items()[0] = Value::share(&self);
  for (uint64_t i = 0; i < inherited; ++i) mro->items()[i + 1] = base->mro->items()[i];
  return mro;
}

// The cache knows a name by its address, but asking for a name does not intern it: a job could ask for any number. What
// classes define is interned when they define it, or when a built-in type is first asked for it.
StrObject* known_name(Interpreter& interp, TypeObject& cls, std::string_view text) {
  if (StrObject* known = interp.tables().find_name(text)) return known;
  for (const Value& each : cls.mro->span()) {
    auto& ancestor = *static_cast<TypeObject*>(each.object());
    if (ancestor.is_user_class()) continue;
    if (!make_native_attribute(interp, ancestor, text).is_undefined()) return interp.intern(text);
  }
  return nullptr;
}

}  // namespace

std::string_view dunder_text(Dunder dunder) { return kDunderTexts[static_cast<size_t>(dunder)]; }
ClassTable& class_table(Interpreter& interp) { return interp.tables().classes; }
StrObject* dunder_name(Interpreter& interp, Dunder dunder) { return class_table(interp).name(interp, dunder); }

const Value* lookup_dunder(Interpreter& interp, TypeObject& cls, Dunder dunder) {
  return lookup_in_class(interp, cls, dunder_name(interp, dunder));
}

StrObject* ClassTable::make_name(Interpreter& interp, Dunder dunder) {
  return names_[static_cast<size_t>(dunder)] = interp.intern(dunder_text(dunder));
}

TypeObject& ClassTable::find_native(Interpreter& interp, const Type& type) {
  if (&type == &BigIntObject::kType) return of(interp, kIntType);
  const auto known = natives_.find(&type);
  TypeObject* object = known == natives_.end() ? nullptr : known->second.get();
  if (!object) {
    TypeObject* base = type.base            ? &of(interp, *type.base)
                       : &type != &kObjectType ? &of(interp, kObjectType)
                                            : nullptr;
    auto made = interp.heap().make<TypeObject>(&type);
    object = made.get();
    object->version = new_version();
    object->has_dict = is_subtype(&type, &exception_type(ExceptionKind::kBaseException)) || &type == &TypeObject::kType;
    object->has_weakref = &type == &TypeObject::kType || std::string_view(type.name).ends_with("set") ||
                          &type == &kIntType || &type == &TupleObject::kType || &type == &BytesObject::kType;
    object->name = object->qualname = Ref<StrObject>::share(interp.intern(type.name));
    object->mro = native_mro(interp, *object, base);
    object->bases = make_tuple(interp.heap(), base ? 1 : 0);
    if (base) object->bases->items()[0] = Value::share(base);
    if (type.ancestor_count) {  // ExceptionGroup, the one built-in class with two bases: itself, they, theirs
      object->mro = make_tuple(interp.heap(), uint64_t{type.ancestor_count} + 1);
      object->mro->items()[0] = Value::share(object);
      for (uint32_t i = 1; i < type.ancestor_count; ++i) {
        object->mro->items()[i] = Value::share(&of(interp, *type.ancestors[i]));
      }
      object->mro->items()[type.ancestor_count] = Value::share(&of(interp, kObjectType));
      object->bases = make_tuple(interp.heap(), object->mro->span().subspan(1, 2));
    }
    natives_.emplace(&type, std::move(made));
    if (base) add_subclass(interp, *base, *object);
  }
  recent_[(reinterpret_cast<uintptr_t>(&type) >> 6) % kRecent] = {&type, object};
  return *object;
}

const Value* ClassTable::native_attribute(Interpreter& interp, TypeObject& cls, StrObject* name) {
  const std::pair<const void*, const void*> key(cls.described, name);
  if (const auto it = native_attributes_.find(key); it != native_attributes_.end()) {
    return it->second.is_undefined() ? nullptr : &it->second;
  }
  Value made = make_native_attribute(interp, cls, name->view());
  const auto it = native_attributes_.emplace(key, std::move(made)).first;
  return it->second.is_undefined() ? nullptr : &it->second;
}

const Value* own_attribute(Interpreter& interp, TypeObject& cls, StrObject* name) {
  if (!cls.is_user_class()) return class_table(interp).native_attribute(interp, cls, name);
  bool failed = false;
  const Value* found = cls.dict->find(interp, Value::share(name), &failed);
  if (failed) interp.take_exception();  // a key that is no str and cannot be compared: not this name
  return found;
}

const Value* lookup_in_class(Interpreter& interp, TypeObject& cls, StrObject* name) {
  if (!(name->flags & kInternedStr)) [[unlikely]] {
    name = known_name(interp, cls, name->view());
    if (!name) return nullptr;
  }
  ClassTable::Cached& cached = class_table(interp).cached(cls.version, name);
  if (cached.version == cls.version && cached.name == name) [[likely]] return cached.value;
  const Value* found = nullptr;
  const uint64_t version = cls.version;
  const auto mro = cls.mro;
  interp.charge_steps(mro->size);  // a stop is seen at the next check
  for (const Value& each : mro->span()) {
    found = own_attribute(interp, *static_cast<TypeObject*>(each.object()), name);
    if (found) break;
  }
  // Keys that are no str may run code when they are compared, and that may change the class.
  if (cls.version == version) class_table(interp).cached(version, name) = {version, name, found};
  return found;
}

TypeObject& class_of(Interpreter& interp, const Value& value) {
  return class_table(interp).of(interp, value.is_object() ? *value.object()->type : *value.type());
}

DictObject& type_namespace(Interpreter& interp, TypeObject& cls) {
  if (cls.dict) return *cls.dict;
  auto space = make_dict(interp.heap());
  for_each_native_name(interp, cls, [&](std::string_view text) {
    StrObject* name = interp.intern(text);
    if (const Value* value = own_attribute(interp, cls, name)) space->set(interp, Value::share(name), *value);
  });
  cls.dict = std::move(space);
  return *cls.dict;
}

void add_subclass(Interpreter& interp, TypeObject& base, TypeObject& derived) {
  if (!base.subclasses) base.subclasses = make_list(interp.heap());
  base.subclasses->append(Value::share(&derived));
}

Ref<ListObject> new_versions(Interpreter& interp, TypeObject& cls) {
  ClassTable& table = class_table(interp);
  auto derived = make_list(interp.heap());
  const uint64_t first = table.new_version();
  cls.version = first;
  derived->append(Value::share(&cls));
  for (uint64_t i = 0; i < derived->size && interp.charge_steps(4); ++i) {
    const auto& each = *static_cast<TypeObject*>(derived->items[i].object());
    if (!each.subclasses) continue;
    for (const Value& next : each.subclasses->span()) {
      auto& subclass = *static_cast<TypeObject*>(next.object());
      if (subclass.version >= first) continue;  // reached through another base
      subclass.version = table.new_version();
      derived->append(next);
    }
  }
  return derived;
}

void class_changed(Interpreter& interp, TypeObject& cls) {
  const auto derived = new_versions(interp, cls);
  for (const Value& each : derived->span()) {
    auto& changed = *static_cast<TypeObject*>(each.object());
    if (changed.is_user_class()) fill_slots(interp, changed);
  }
}

}  // namespace interloom::lang
