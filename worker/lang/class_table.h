// ClassTable: what one interpreter knows of its classes: the type objects of built-in types, their attributes (made on demand
// from the Type tables), the classes of user code, the special names, and the cache of lookups.
#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "worker/lang/class.h"
#include "worker/lang/value.h"

namespace interloom::lang {

enum class Dunder : uint8_t {
#define IL_DUNDER(name, text) k##name,
#include "worker/lang/dunders.def.h"
#undef IL_DUNDER
};
inline constexpr int kDunderCount = static_cast<int>(Dunder::kIXor) + 1;
constexpr Dunder operator+(Dunder first, int offset) { return static_cast<Dunder>(static_cast<int>(first) + offset); }
std::string_view dunder_text(Dunder dunder);

class ClassTable {
 public:
  // The type object of any type, user classes included. Borrowed.
  TypeObject& of(Interpreter& interp, const Type& type) {
    if (type.user_class) return *type.user_class;
    Recent& recent = recent_[(reinterpret_cast<uintptr_t>(&type) >> 6) % kRecent];
    if (recent.type == &type) return *recent.object;
    return find_native(interp, type);
  }
  StrObject* name(Interpreter& interp, Dunder dunder) {
    StrObject* known = names_[static_cast<size_t>(dunder)];
    return known ? known : make_name(interp, dunder);
  }
  uint64_t new_version() { return ++last_version_; }
  // Classes live as long as the interpreter.
  void keep(Ref<TypeObject> cls) { classes_.push_back(std::move(cls)); }

  struct Cached {
    uint64_t version = 0;
    StrObject* name = nullptr;
    const Value* value = nullptr;  // null: known to be absent
  };
  Cached& cached(uint64_t version, const StrObject* name) {
    return cache_[((reinterpret_cast<uintptr_t>(name) >> 5) ^ (version * 0x9E3779B9u)) % kCached];
  }
  // The attribute that the tables of a built-in type itself give; null: none. Stable, the table keeps it. `name` is interned.
  const Value* native_attribute(Interpreter& interp, TypeObject& cls, StrObject* name);

 private:
  static constexpr size_t kRecent = 64;
  static constexpr size_t kCached = 1024;
  struct Recent {
    const Type* type = nullptr;
    TypeObject* object = nullptr;
  };
  struct KeyHash {
    size_t operator()(const std::pair<const void*, const void*>& key) const {
      return std::hash<const void*>()(key.first) * 31 + std::hash<const void*>()(key.second);
    }
  };
  TypeObject& find_native(Interpreter& interp, const Type& type);
  StrObject* make_name(Interpreter& interp, Dunder dunder);

  std::unordered_map<const Type*, Ref<TypeObject>> natives_;
  std::unordered_map<std::pair<const void*, const void*>, Value, KeyHash> native_attributes_;
  std::vector<Ref<TypeObject>> classes_;
  std::array<StrObject*, kDunderCount> names_{};
  std::array<Recent, kRecent> recent_{};
  std::array<Cached, kCached> cache_{};
  uint64_t last_version_ = 0;
};

ClassTable& class_table(Interpreter& interp);
// The interned name.
StrObject* dunder_name(Interpreter& interp, Dunder dunder);
const Value* lookup_dunder(Interpreter& interp, TypeObject& cls, Dunder dunder);
// What a class itself defines, its bases not asked. Borrowed until the class changes.
const Value* own_attribute(Interpreter& interp, TypeObject& cls, StrObject* name);
// The class changes: it and everything derived from it get new versions and slots.
void class_changed(Interpreter& interp, TypeObject& cls);
// class_changed where the attribute just set or deleted cannot fill a slot.
// Returns the classes.
Ref<ListObject> new_versions(Interpreter& interp, TypeObject& cls);
void add_subclass(Interpreter& interp, TypeObject& base, TypeObject& derived);

}  // namespace interloom::lang
