// The table of builtins. What is a type in CPython (int, list, enumerate, ...) is a Type with construct.
#include "worker/lang/builtins.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/iteration.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang {
namespace {

// In interp.builtins().flags: every builtin has been put there.
constexpr uint32_t kComplete = 2;

struct Builtin {
  std::string_view name;
  NativeFn function = nullptr;
  const Type* type = nullptr;
  Tag constant = Tag::kUndefined;
};

constexpr const Type* kTypes[] = {
    &kIntType,
    &kFloatType,
    &kBoolType,
    &ComplexObject::kType,
    &StrObject::kType,
    &BytesObject::kType,
    &BytearrayObject::kType,
    &ListObject::kType,
    &TupleObject::kType,
    &DictObject::kType,
    &SetObject::kType,
    &FrozenSetObject::kType,
    &RangeObject::kType,
    &SliceObject::kType,
    &TypeObject::kType,
    &kObjectType,
    &PropertyObject::kType,
    &ClassMethodObject::kType,
    &StaticMethodObject::kType,
    &SuperObject::kType,
    &kEnumerateType,
    &kZipType,
    &kMapType,
    &kFilterType,
    &kReversedType,
};

struct Alias {
  std::string_view name;
  ExceptionKind kind;
};
constexpr Alias kAliases[] = {{"EnvironmentError", ExceptionKind::kOSError}, {"IOError", ExceptionKind::kOSError}};

std::vector<Builtin> make_table() {
  std::vector<Builtin> table;
  for (const auto functions : {number_builtins(), text_builtins(), iteration_builtins(), object_builtins(), scope_builtins()}) {
    for (const BuiltinFunction& f : functions) table.push_back({.name = f.name, .function = f.function});
  }
  for (const Type* type : kTypes) table.push_back({.name = type->name, .type = type});
  for (int kind = 0; kind < kExceptionKindCount; ++kind) {
    const Type& type = exception_type(static_cast<ExceptionKind>(kind));
    table.push_back({.name = type.name, .type = &type});
  }
  for (const Alias& alias : kAliases) table.push_back({.name = alias.name, .type = &exception_type(alias.kind)});
  table.push_back({.name = "NotImplemented", .constant = Tag::kNotImplemented});
  table.push_back({.name = "Ellipsis", .constant = Tag::kEllipsis});
  table.push_back({.name = "__debug__", .constant = Tag::kBool});
  std::sort(table.begin(), table.end(), [](const Builtin& a, const Builtin& b) { return a.name < b.name; });
  return table;
}

std::span<const Builtin> table() {
  static const std::vector<Builtin> kTable = make_table();
  return kTable;
}

Value make(Interpreter& interp, const Builtin& builtin) {
  if (builtin.function) return native_function(interp.heap(), builtin.name.data(), builtin.function);
  if (builtin.type) return interp.type_object(*builtin.type);
  switch (builtin.constant) {
    case Tag::kNotImplemented:
      return Value::not_implemented();
    case Tag::kEllipsis:
      return Value::ellipsis();
    default:
      return Value::boolean(true);
  }
}

}  // namespace

const Value* find_builtin(Interpreter& interp, StrObject* name) {
  DictObject& known = interp.builtins();
  const Value key = Value::share(name);
  bool failed = false;
  if (const Value* found = known.find(interp, key, &failed); found || failed || (known.flags & kComplete)) return found;
  const auto rows = table();
  const auto row = std::lower_bound(rows.begin(), rows.end(), name->view(),
                                    [](const Builtin& b, std::string_view wanted) { return b.name < wanted; });
  if (row == rows.end() || row->name != name->view()) return nullptr;
  return known.insert_if_absent(interp, Value::share(interp.intern(name->view())), make(interp, *row));
}

const Value* find_builtin(Interpreter& interp, std::string_view name) { return find_builtin(interp, interp.intern(name)); }

DictObject& all_builtins(Interpreter& interp) {
  DictObject& known = interp.builtins();
  if (known.flags & kComplete) return known;
  for (const Builtin& row : table()) find_builtin(interp, row.name);
  known.flags |= kComplete;
  return known;
}

}  // namespace interloom::lang
