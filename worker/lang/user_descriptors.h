// property, classmethod and staticmethod: descriptors that user code makes. Classes may derive from all three.
#pragma once

#include "worker/lang/containers.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct PropertyObject : Object {
  PropertyObject() = default;
  Value get, set, remove, doc;  // undefined: none
  Value name;                   // by __set_name__
  bool doc_of_getter = false;
  static const Type kType;
};
// classmethod or staticmethod, by its type.
struct WrappedFunctionObject : Object {
  explicit WrappedFunctionObject(Value f) : function(std::move(f)) {}
  Value function;
};
struct ClassMethodObject : WrappedFunctionObject {
  using WrappedFunctionObject::WrappedFunctionObject;
  static const Type kType;
};
struct StaticMethodObject : WrappedFunctionObject {
  using WrappedFunctionObject::WrappedFunctionObject;
  static const Type kType;
};

// super().
struct SuperObject : Object {
  SuperObject() = default;
  Value start;     // the class after which the search begins
  Value instance;  // or a class; undefined: not bound
  Value cls;       // whose MRO is searched
  static const Type kType;
};

struct MappingProxyObject : Object {
  explicit MappingProxyObject(Value m) : mapping(std::move(m)) {}
  Value mapping;
  static const Type kType;
};

}  // namespace interloom::lang
