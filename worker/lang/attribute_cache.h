// Attributes through inline caches (Site): the lookups that the instruction loop makes itself, and those that fill the caches.
#pragma once

#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/module.h"

namespace interloom::lang {

inline uint32_t entry_number(const DictObject& dict, const Value* value) {
  const auto offset = reinterpret_cast<const char*>(value) - reinterpret_cast<const char*>(&dict.entries[0].value);
  return static_cast<uint32_t>(static_cast<size_t>(offset) / sizeof(DictObject::Entry));
}

// The class whose version the site has seen; null: another object, look again.
inline TypeObject* known_class(const Value& object, const Site& site) {
  if (!object.is_object()) return nullptr;
  TypeObject* cls = object.object()->type->user_class;
  return cls && cls->version == site.version ? cls : nullptr;
}
inline InstanceTail& tail_at(const Value& object, const Site& site) {
  return *reinterpret_cast<InstanceTail*>(reinterpret_cast<char*>(object.object()) + site.tail);
}
// Entry `hint`, when it has the site's name; null otherwise.
inline Value* hinted_entry(DictObject* dict, const Site& site) {
  if (!dict || site.hint >= dict->entry_count) return nullptr;
  DictObject::Entry& entry = dict->entries[site.hint];
  return entry.key.is_object() && entry.key.object() == site.name ? &entry.value : nullptr;
}
// The dict has no such name for sure.
inline bool surely_lacks(const DictObject* dict, const Site& site) {
  if (!dict || dict->size == 0) return true;
  if (dict->keys_version == site.second) return true;
  if (dict->index) return false;
  for (uint64_t i = 0; i < dict->entry_count; ++i) {
    if (dict->entries[i].hash == site.name->hash) return false;
  }
  return true;
}

// The attribute, when the site knows it; null: load_attribute. Borrowed.
inline const Value* cached_attribute(const Value& object, const Site& site) {
  switch (site.kind) {
    case Site::Kind::kInstanceDict:
      return known_class(object, site) ? hinted_entry(tail_at(object, site).dict, site) : nullptr;
    case Site::Kind::kSlot: {
      if (!known_class(object, site)) return nullptr;
      const Value& value = tail_at(object, site).slots[site.hint];
      return value.is_undefined() ? nullptr : &value;
    }
    case Site::Kind::kClassValue:
      return known_class(object, site) && surely_lacks(tail_at(object, site).dict, site) ? &site.found : nullptr;
    case Site::Kind::kOfClass: {
      const auto* cls = object.exact<TypeObject>();
      return cls && cls->version == site.version ? &site.found : nullptr;
    }
    case Site::Kind::kModuleEntry: {
      const auto* module = object.exact<ModuleObject>();
      return module && module->dict->keys_version == site.version ? &module->dict->entries[site.hint].value : nullptr;
    }
    default:
      return nullptr;
  }
}
// The function or descriptor to call with the object in front; null: load_method_attribute.
inline const Value* cached_method(const Value& object, const Site& site) {
  if (site.kind == Site::Kind::kMethod)
    return known_class(object, site) && surely_lacks(tail_at(object, site).dict, site) ? &site.found : nullptr;
  const bool native = site.kind == Site::Kind::kNativeMethod && object.is_object() && object.object()->type == site.type;
  return native ? &site.found : nullptr;
}
// Where an existing attribute is stored; null: store_attribute.
inline Value* cached_place(const Value& object, const Site& site) {
  if (!known_class(object, site)) return nullptr;
  if (site.kind == Site::Kind::kInstanceDict) return hinted_entry(tail_at(object, site).dict, site);
  return site.kind == Site::Kind::kSlot ? &tail_at(object, site).slots[site.hint] : nullptr;
}

// As get_attr, set_attr and load_method, and the site knows it next time.
Value load_attribute(Interpreter& interp, const Value& object, Site& site);
bool store_attribute(Interpreter& interp, const Value& object, Site& site, const Value& value);
bool load_method_attribute(Interpreter& interp, const Value& object, Site& site, Value* callable, Value* self);

}  // namespace interloom::lang
