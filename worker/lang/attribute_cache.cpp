#include "worker/lang/attribute_cache.h"

#include "worker/lang/class_table.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

// The class of an instance whose tail lies at a fixed place and whose attributes are found as object.__getattribute__ does; null:
// nothing is cached.
TypeObject* cacheable_class(const Value& object, Site& site) {
  site.kind = Site::Kind::kNone;
  if (!object.is_object()) return nullptr;
  const Type* type = object.object()->type;
  if (!type->user_class || type->instance_bytes || !type->tail_bytes) return nullptr;
  site.version = type->user_class->version;
  site.tail = static_cast<uint32_t>(reinterpret_cast<char*>(&tail_of(object.object())) - reinterpret_cast<char*>(object.object()));
  return type->user_class;
}

bool remember(Site& site, Site::Kind kind, Value found = Value()) {
  site.kind = kind;
  site.found = std::move(found);
  return true;
}

// The slot of __slots__ that a class attribute is; false: it is none, or another class's.
bool remember_slot(const Value& attribute, const TypeObject& cls, Site& site) {
  const auto* member = attribute.exact<MemberObject>();
  if (!member || !is_subtype(cls.described, member->owner->described)) return false;
  site.hint = member->index;
  return remember(site, Site::Kind::kSlot);
}

Value* find_own(Interpreter& interp, DictObject* dict, const Site& site) {
  bool failed = false;
  Value* found = dict ? dict->find(interp, Value::share(site.name), &failed) : nullptr;
  if (failed) interp.take_exception();
  return found;
}

void know_hash(Interpreter& interp, const Site& site) {
  int64_t hash;
  hash_of(interp, Value::share(site.name), &hash);
}

void fill_instance(Interpreter& interp, const Value& object, TypeObject& cls, Site& site) {
  const Value* found = lookup_in_class(interp, cls, site.name);
  const Value in_class = found ? *found : Value();
  const Type* descriptor = in_class.is_object() ? in_class.object()->type : nullptr;
  if (descriptor && descriptor->descr_get && descriptor->descr_set) {
    if (remember_slot(in_class, cls, site)) return;
    if (auto* property = in_class.exact<PropertyObject>(); property && property->get.exact<FunctionObject>())
      remember(site, Site::Kind::kGetter, property->get);
    return;
  }
  if (!cls.has_dict && !found) return;
  DictObject* dict = cls.has_dict ? tail_of(object.object()).dict : nullptr;
  const auto keep = Ref<DictObject>::share(dict);
  if (const Value* own = find_own(interp, dict, site)) {
    site.hint = entry_number(*dict, own);
    remember(site, Site::Kind::kInstanceDict);
  } else if (!in_class.is_undefined() && !(descriptor && descriptor->descr_get)) {
    know_hash(interp, site);
    site.second = dict ? dict->keys_version : 0;
    remember(site, Site::Kind::kClassValue, in_class);
  }
}

// An attribute of a class itself that binding leaves as it is.
void fill_of_class(Interpreter& interp, TypeObject& cls, Site& site) {
  if (lookup_in_class(interp, class_of(interp, Value::share(&cls)), site.name)) return;
  const Value* found = lookup_in_class(interp, cls, site.name);
  if (!found) return;
  const bool bare = found->exact<FunctionObject>() || !found->is_object() || !found->object()->type->descr_get;
  if (!bare) return;
  site.version = cls.version;
  remember(site, Site::Kind::kOfClass, *found);
}

bool fill_module(Interpreter& interp, ModuleObject& module, Site& site) {
  const Value* found = find_own(interp, module.dict.get(), site);
  if (!found) return false;
  site.version = module.dict->keys_version;
  site.hint = entry_number(*module.dict, found);
  return remember(site, Site::Kind::kModuleEntry);
}

}  // namespace

Value load_attribute(Interpreter& interp, const Value& object, Site& site) {
  if (auto* module = object.exact<ModuleObject>()) {
    fill_module(interp, *module, site);
  } else if (auto* cls = object.exact<TypeObject>()) {
    site.kind = Site::Kind::kNone;
    fill_of_class(interp, *cls, site);
  } else if (TypeObject* cls_of = cacheable_class(object, site); cls_of && !object.object()->type->get_attr) {
    fill_instance(interp, object, *cls_of, site);
  }
  return get_attr(interp, object, site.name);
}

bool store_attribute(Interpreter& interp, const Value& object, Site& site, const Value& value) {
  TypeObject* cls = known_class(object, site);
  if (cls && site.kind == Site::Kind::kInstanceDict) {
    // A new attribute, or one in another place.
    DictObject*& dict = tail_at(object, site).dict;
    if (!dict) dict = make_dict(interp.heap()).release();
    const auto keep = Ref<DictObject>::share(dict);  // comparing keys may run code that replaces it
    if (!keep->set(interp, Value::share(site.name), value, site.name->hash)) return false;
    if (const Value* now = find_own(interp, keep.get(), site)) site.hint = entry_number(*keep, now);
    return true;
  }
  cls = cacheable_class(object, site);
  if (!cls || object.object()->type->set_attr) return set_attr(interp, object, site.name, value);
  if (!set_attr(interp, object, site.name, value)) return false;
  if (object.object()->type->user_class != cls || cls->version != site.version) return true;
  const Value* in_class = lookup_in_class(interp, *cls, site.name);
  if (in_class && in_class->is_object() && in_class->object()->type->descr_set) {
    remember_slot(*in_class, *cls, site);
    return true;
  }
  if (!cls->has_dict) return true;
  DictObject* dict = tail_of(object.object()).dict;
  const auto keep = Ref<DictObject>::share(dict);
  if (const Value* own = find_own(interp, dict, site)) {
    know_hash(interp, site);
    site.hint = entry_number(*dict, own);
    remember(site, Site::Kind::kInstanceDict);
  }
  return true;
}

bool load_method_attribute(Interpreter& interp, const Value& object, Site& site, Value* callable, Value* self) {
  if (auto* module = object.exact<ModuleObject>()) {
    if (fill_module(interp, *module, site)) {
      *callable = module->dict->entries[site.hint].value;
      return true;
    }
  } else if (auto* cls = object.exact<TypeObject>()) {
    site.kind = Site::Kind::kNone;
    fill_of_class(interp, *cls, site);
  } else if (object.is_object() && !object.object()->type->get_attr) {
    const Type* type = object.object()->type;
    TypeObject* user = cacheable_class(object, site);
    const Value* in_class = lookup_in_class(interp, class_of(interp, object), site.name);
    const Value found = in_class ? *in_class : Value();
    if (user && found.exact<FunctionObject>()) {
      DictObject* dict = user->has_dict ? tail_of(object.object()).dict : nullptr;
      const auto keep = Ref<DictObject>::share(dict);
      if (const Value* own = find_own(interp, dict, site)) {
        site.hint = entry_number(*dict, own);
        remember(site, Site::Kind::kInstanceDict);
      } else {
        know_hash(interp, site);
        site.second = dict ? dict->keys_version : 0;
        remember(site, Site::Kind::kMethod, found);
      }
    } else if (user && !in_class) {
      fill_instance(interp, object, *user, site);
    } else if (!type->user_class && found.exact<MethodDescriptorObject>() && !attribute_dict(interp, object, false)) {
      site.type = type;
      remember(site, Site::Kind::kNativeMethod, found);
    }
  }
  return load_method(interp, object, site.name, callable, self);
}

}  // namespace interloom::lang
