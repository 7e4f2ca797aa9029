// LinkedCode: Code as one interpreter runs it. Made once (Interpreter::link), lives as long as the interpreter.
//
// Linking copies the instructions. In the copy, LoadGlobal, GetAttr, SetAttr and LoadMethod name a Site instead of a name, and
// frequent pairs are one instruction (quick_opcodes.def.h): the second half stays in its place, so that indices of
// instructions mean the same in both.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "worker/lang/code.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct FunctionObject;

// An inline cache: what one instruction found last time, and how to know that it would find the same now.
struct Site {
  enum class Kind : uint8_t {
    kNone,
    kGlobal,         // entry `hint` of the globals, whose keys_version is `version`
    kBuiltin,        // entry `hint` of the builtins (`second`), and not in the globals
    kInstanceDict,   // `version` is the class's: no data descriptor of that name there; entry `hint` of the attribute dict
    kSlot,           // of __slots__: value `hint` of the tail
    kClassValue,     // `found` of the class, not a descriptor; the attribute dict does not have the name
    kMethod,         // the same, `found` is a function or method descriptor
    kGetter,         // `found` is a property's function
    kNativeMethod,   // `found` is a method descriptor of the built-in type `type`
    kOfClass,        // the object is the class with that `version`: `found` is its attribute
    kModuleEntry,    // the object is a module: entry `hint` of its dict, whose keys_version is `version`
  };
  StrObject* name = nullptr;
  const Type* type = nullptr;
  uint64_t version = 0;
  uint64_t second = 0;
  Value found;
  uint32_t hint = 0;
  uint32_t tail = 0;  // byte offset of the InstanceTail
  Kind kind = Kind::kNone;
};

struct LinkedCode {
  static constexpr uint32_t kNotSimple = ~0u;
  std::shared_ptr<const Code> code;
  const Instruction* instructions = nullptr;
  std::vector<Value> constants;
  std::vector<StrObject*> names;  // interned
  std::vector<StrObject*> locals;
  mutable std::vector<Site> sites;
  uint32_t local_count = 0;
  uint32_t frame_values = 0;  // locals + stack, and one to spare
  uint32_t simple_parameters = kNotSimple;  // positional parameters, when it has no others and is no generator
  std::unique_ptr<Instruction[]> own_instructions;
};

// A compiled function body as a value: the constant of a def, `__code__`, what compile() returns.
struct CodeObject : Object {
  explicit CodeObject(std::shared_ptr<const Code> c) : code(std::move(c)) {}
  std::shared_ptr<const Code> code;
  const LinkedCode* linked = nullptr;  // when it has run
  const LinkedCode& link(Interpreter& interp);
  static const Type kType;
  static constexpr bool kIsFinal = true;
};

// `__code__` of a function.
Value code_value(Interpreter& interp, FunctionObject& function);

}  // namespace interloom::lang
