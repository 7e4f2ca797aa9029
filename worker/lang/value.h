// Value: what a Python variable holds. 16 bytes: a tag and a bool, int, float or owned object.
//
// Copying counts a reference, moving steals it; the count is not atomic, so a value stays with its job's thread of
// control. Three tags are not Python values: `undefined` (an unset variable, the end of an iterator), the error sentinel
// (the callee has raised; the exception is in the Interpreter), and NotImplemented as slots return it.
// A small int is an int that fits int64; whatever does not is a BigIntObject, never both.
#pragma once

#include <cstdint>
#include <cstring>
#include <string_view>
#include <type_traits>
#include <utility>

#include "worker/lang/object.h"

namespace interloom::lang {

enum class Tag : uint8_t { kUndefined, kNone, kBool, kInt, kFloat, kEllipsis, kNotImplemented, kError, kObject };

// Called when the last reference goes; frees the object (heap.cpp). Never runs deep recursion.
void destroy_object(Object* object);

inline void incref(Object* object) { ++object->refcount; }
inline void decref(Object* object) {
  if (--object->refcount == 0) destroy_object(object);
}

// An owning, typed, non-null-by-convention pointer to a heap object. Same rules as Value.
template <class T>
class Ref {
 public:
  Ref() = default;
  static Ref adopt(T* object) {
    Ref r;
    r.object_ = object;
    return r;
  }  // takes over a reference
  static Ref share(T* object) {
    if (object) incref(object);
    return adopt(object);
  }
  Ref(const Ref& other) : object_(other.object_) {
    if (object_) incref(object_);
  }
  Ref(Ref&& other) noexcept : object_(std::exchange(other.object_, nullptr)) {}
  template <class U>
  requires std::is_convertible_v<U*, T*> Ref(Ref<U> other) : object_(other.release()) {}  // NOLINT: implicit as pointers are
  Ref& operator=(Ref other) noexcept {
    std::swap(object_, other.object_);
    return *this;
  }
  ~Ref() {
    if (object_) decref(object_);
  }
  T* get() const { return object_; }
  T* operator->() const { return object_; }
  T& operator*() const { return *object_; }
  explicit operator bool() const { return object_ != nullptr; }
  T* release() { return std::exchange(object_, nullptr); }

 private:
  T* object_ = nullptr;
};

class Value {
 public:
  Value() : tag_(Tag::kUndefined), bits_(0) {}
  Value(const Value& other) : tag_(other.tag_), bits_(other.bits_) {
    if (tag_ == Tag::kObject) incref(object());
  }
  Value(Value&& other) noexcept : tag_(other.tag_), bits_(other.bits_) { other.tag_ = Tag::kUndefined; }
  // The old content is dropped last: dropping may reach back here.
  Value& operator=(const Value& other) {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    Value moved(std::move(other));
    swap(moved);
    return *this;
  }
  ~Value() {
    if (tag_ == Tag::kObject) decref(object());
  }
  void swap(Value& other) noexcept {
    std::swap(tag_, other.tag_);
    std::swap(bits_, other.bits_);
  }

  static Value undefined() { return Value(); }
  static Value none() { return Value(Tag::kNone, 0); }
  static Value boolean(bool b) { return Value(Tag::kBool, b ? 1 : 0); }
  static Value integer(int64_t i) { return Value(Tag::kInt, static_cast<uint64_t>(i)); }
  static Value real(double d) {
    uint64_t bits;
    std::memcpy(&bits, &d, sizeof bits);
    return Value(Tag::kFloat, bits);
  }
  static Value ellipsis() { return Value(Tag::kEllipsis, 0); }
  static Value not_implemented() { return Value(Tag::kNotImplemented, 0); }
  static Value error() { return Value(Tag::kError, 0); }
  template <class T>
  static Value object(Ref<T> ref) {
    return adopt(ref.release());
  }
  static Value adopt(Object* object) { return Value(Tag::kObject, reinterpret_cast<uint64_t>(object)); }
  static Value share(Object* object) {
    incref(object);
    return adopt(object);
  }

  Tag tag() const { return tag_; }
  bool is_undefined() const { return tag_ == Tag::kUndefined; }
  bool is_none() const { return tag_ == Tag::kNone; }
  bool is_bool() const { return tag_ == Tag::kBool; }
  bool is_int() const { return tag_ == Tag::kInt; }  // small int; bool is not one
  bool is_float() const { return tag_ == Tag::kFloat; }
  bool is_ellipsis() const { return tag_ == Tag::kEllipsis; }
  bool is_not_implemented() const { return tag_ == Tag::kNotImplemented; }
  bool is_error() const { return tag_ == Tag::kError; }
  bool is_object() const { return tag_ == Tag::kObject; }

  // REQUIRES: the tag. as_int also reads a bool, as Python does.
  bool as_bool() const { return bits_ != 0; }
  int64_t as_int() const { return static_cast<int64_t>(bits_); }
  bool is_int_or_bool() const { return tag_ == Tag::kInt || tag_ == Tag::kBool; }
  double as_float() const {
    double d;
    std::memcpy(&d, &bits_, sizeof d);
    return d;
  }
  Object* object() const { return reinterpret_cast<Object*>(bits_); }

  // The object when it is of type T (T::kType) or of a type derived from it, else null. Borrowed. A struct with a member
  // kIsFinal = true has no derived types with its layout, and the check is a comparison.
  template <class T>
  T* as() const {
    if (tag_ != Tag::kObject) return nullptr;
    const Type* type = object()->type;
    if (type == &T::kType) return static_cast<T*>(object());
    if constexpr (!requires { T::kIsFinal; }) {
      if (type->base && is_subtype(type, &T::kType)) return static_cast<T*>(object());
    }
    return nullptr;
  }
  template <class T>
  bool is() const {
    return as<T>() != nullptr;
  }
  // Only when it is exactly of type T: for shortcuts that a derived class may have overridden.
  template <class T>
  T* exact() const {
    return tag_ == Tag::kObject && object()->type == &T::kType ? static_cast<T*>(object()) : nullptr;
  }

  // The Python type; REQUIRES: not undefined, not error.
  const Type* type() const;
  // "int", "NoneType", "list": for messages.
  std::string_view type_name() const;
  // Python's `is`.
  bool same(const Value& other) const { return tag_ == other.tag_ && bits_ == other.bits_; }

 private:
  Value(Tag tag, uint64_t bits) : tag_(tag), bits_(bits) {}
  Tag tag_;
  uint64_t bits_;
};
static_assert(sizeof(Value) == 16);

}  // namespace interloom::lang
