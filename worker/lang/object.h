// Objects and types: the header every heap object starts with, and the table of operations a type gives the VM.
//
// A Type is a constant table of plain function pointers; a library outside lang defines its own types the same way
// (struct TensorObject : Object { static const Type kType; ... }). A null slot means "this type cannot do that", and
// protocol.h turns it into CPython's exception. Slots borrow `self` and their arguments and return owned values; a slot
// that fails has called Interpreter::raise and returns the error sentinel (or false / -1, as said beside it). repr, str, hash
// and compare are entered with C stack to spare; a slot that recurses otherwise asks Interpreter::check_native_stack, and one
// whose work grows with its data charges steps for it.
// Objects belong to one Heap and, like everything of a job, to one thread of control at a time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace interloom::lang {

class Heap;
class Interpreter;
class Value;
struct Args;
struct StrObject;
struct Type;
struct TypeObject;

struct Object {
  const Type* type;
  uint32_t refcount;  // cannot overflow: every reference occupies charged bytes, and Heap bounds the quota
  uint32_t flags;     // bit 0: its repr is running; others belong to the type
};
inline constexpr uint32_t kReprRunning = 1;
inline constexpr uint32_t kInternedStr = 2;  // of a str: Interpreter::intern keeps it

enum class BinaryOp : uint8_t {
  kAdd,
  kSub,
  kMul,
  kTrueDiv,
  kFloorDiv,
  kMod,
  kPow,
  kMatMul,
  kLShift,
  kRShift,
  kAnd,
  kOr,
  kXor,
};
inline constexpr int kBinaryOpCount = 13;
enum class UnaryOp : uint8_t { kNeg, kPos, kInvert, kNot, kAbs };  // kAbs: abs(), no instruction
enum class CompareOp : uint8_t { kLt, kLe, kEq, kNe, kGt, kGe };

std::string_view binary_op_symbol(BinaryOp op);    // "+"
std::string_view compare_op_symbol(CompareOp op);  // "<"
CompareOp reflected(CompareOp op);                 // the same question asked of the right side: a < b is b > a

// A method of a built-in type. `self` is an instance of the type that lists it (or of a subtype).
using MethodFn = Value (*)(Interpreter&, const Value& self, const Args&);
// kClass: self is the class; kStatic: self is undefined; kGetter: an attribute, computed by a call without arguments (a
// Property for types whose values are not objects).
enum class MethodKind : uint8_t { kInstance, kClass, kStatic, kGetter };
struct Method {
  const char* name;
  MethodFn function;
  MethodKind kind = MethodKind::kInstance;
};
// A computed attribute; `set` may be null (read only).
struct Property {
  const char* name;
  Value (*get)(Interpreter&, Object* self);
  bool (*set)(Interpreter&, Object* self, const Value& value);
};

struct Type {
  const char* name;              // as repr and messages show it: "list", "Tensor"
  const char* module = nullptr;  // "torch"; null: builtins
  const Type* base = nullptr;    // null: object. Slots are not inherited: list them.

  // User classes. basic_size: sizeof the struct; a class of user code may derive from this type (0: it may not), and construct
  // makes its instances with heap.make_typed<T>(type, ...). instance_bytes: the struct with the items behind it, for types
  // whose instances differ in size (null: basic_size). What a derived class adds (class.h) lies behind that.
  uint32_t basic_size = 0;
  size_t (*instance_bytes)(const Object*) = nullptr;
  // Of a class of user code (class.h fills all three): bytes behind the base's struct, the class, and its ancestors with
  // itself first (base is the one whose layout it has).
  uint32_t tail_bytes = 0;
  TypeObject* user_class = nullptr;
  const Type* const* ancestors = nullptr;
  uint32_t ancestor_count = 0;

  // Drops what the object holds (values, raw buffers, C++ members); the heap frees the memory. Must not allocate, run
  // code or throw. Null: nothing to drop.
  void (*destroy)(Heap&, Object*) = nullptr;
  // The object owns something outside the heap (an at::Tensor, a std::string): destroy is also called at the heap's end.
  // Without it, the heap's end just drops the memory.
  bool owns_external = false;
  // Bytes outside the heap that this object keeps alive, for messages and statistics. Charging is the creator's job
  // (Heap::charge/release).
  uint64_t (*external_bytes)(const Object*) = nullptr;

  Value (*repr)(Interpreter&, Object*) = nullptr;               // a str. Null: "<list object>"
  Value (*str)(Interpreter&, Object*) = nullptr;                // Null: repr
  bool (*hash)(Interpreter&, Object*, int64_t* out) = nullptr;  // Null: by identity, unless compare is there: unhashable
  bool unhashable = false;
  // Rich comparison; NotImplemented when it cannot compare with `right`. Either side may be of this type.
  Value (*compare)(Interpreter&, CompareOp, const Value& left, const Value& right) = nullptr;
  int (*truth)(Interpreter&, Object*) = nullptr;       // 0, 1, -1 error. Null: length != 0, else true
  int64_t (*length)(Interpreter&, Object*) = nullptr;  // -1 error

  Value (*get_item)(Interpreter&, Object*, const Value& key) = nullptr;
  bool (*set_item)(Interpreter&, Object*, const Value& key, const Value& value) = nullptr;
  bool (*del_item)(Interpreter&, Object*, const Value& key) = nullptr;
  int (*contains)(Interpreter&, Object*, const Value& item) = nullptr;  // 0, 1, -1. Null: by iteration
  Value (*iter)(Interpreter&, Object*) = nullptr;
  Value (*next)(Interpreter&, Object*) = nullptr;  // undefined at the end; there is no StopIteration inside the VM

  // Null: generic_get_attr (methods, properties, along base).
  Value (*get_attr)(Interpreter&, Object*, StrObject* name) = nullptr;
  bool (*set_attr)(Interpreter&, Object*, StrObject* name, const Value& value) = nullptr;  // undefined value: delete

  // Descriptors: what an attribute of this type found in a class gives for an instance (undefined: asked of the class
  // itself). descr_set makes it a data descriptor; an undefined value deletes.
  Value (*descr_get)(Interpreter&, Object* self, const Value& instance, const Value& owner) = nullptr;
  bool (*descr_set)(Interpreter&, Object* self, const Value& instance, const Value& value) = nullptr;

  // A context manager that takes the body of its with statement to run it later (vm: Block). kTaken: the statement is done;
  // kInline: go on as a usual with statement; kFailed: raised.
  enum class Take : uint8_t { kInline, kTaken, kFailed };
  Take (*take_block)(Interpreter&, Object* self, Value block) = nullptr;

  Value (*call)(Interpreter&, Object*, const Args&) = nullptr;
  // NotImplemented when it cannot. Called for either side's type with the operands in source order.
  Value (*binary)(Interpreter&, BinaryOp, const Value& left, const Value& right) = nullptr;
  // A sequence that has + and * by position only (str, list): another type's binary answers before its own.
  bool sequence = false;
  Value (*inplace)(Interpreter&, BinaryOp, const Value& self, const Value& other) = nullptr;  // Null: binary
  Value (*unary)(Interpreter&, UnaryOp, Object*) = nullptr;                                   // never kNot
  // int(x), float(x), and what indices and counts accept (__int__, __float__, __index__). Null: not a number.
  Value (*to_int)(Interpreter&, Object*) = nullptr;
  Value (*to_float)(Interpreter&, Object*) = nullptr;
  Value (*to_index)(Interpreter&, Object*) = nullptr;
  // Calling the type itself, `list(x)`. Null: "cannot create 'x' instances".
  Value (*construct)(Interpreter&, const Type&, const Args&) = nullptr;
  // __init__ of types that user classes derive from and whose instances are filled after they are made: then construct without
  // arguments makes an empty one. Null: construct takes all arguments and __init__ none.
  bool (*init)(Interpreter&, Object* self, const Args&) = nullptr;

  // Tables end with an entry whose name is null.
  const Method* methods = nullptr;
  const Property* properties = nullptr;
  // What error messages call the type where that is not `name`: "collections.deque". CPython does so for its native modules.
  const char* message_name = nullptr;
};

// `type` is `ancestor` or derives from it.
inline bool is_subtype(const Type* type, const Type* ancestor) {
  for (uint32_t i = 0; i < type->ancestor_count; ++i) {
    if (type->ancestors[i] == ancestor) return true;
  }
  for (; type; type = type->base) {
    if (type == ancestor) return true;
  }
  return false;
}

}  // namespace interloom::lang
