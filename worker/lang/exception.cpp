#include "worker/lang/exception.h"

#include <array>
#include <string>

#include "worker/lang/exception_types.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

ExceptionObject& exception_of(Object* self) { return *static_cast<ExceptionObject*>(self); }

void destroy_exception(Heap& heap, Object* self) {
  ExceptionObject& e = exception_of(self);
  heap.free_raw(e.trace, e.trace_capacity * sizeof(ExceptionObject::Trace));
  e.~ExceptionObject();
}

Type exception_table_entry(const char* name, const Type* base, const char* module) {
  return {.name = name, .module = module, .base = base, .destroy = destroy_exception};
}

constexpr const char* kNames[] = {
#define IL_EXCEPTION(name, base) #name,
#include "worker/lang/exceptions.def.h"
#undef IL_EXCEPTION
};
constexpr ExceptionKind kBases[] = {
#define IL_EXCEPTION(name, base) ExceptionKind::k##base,
#include "worker/lang/exceptions.def.h"
#undef IL_EXCEPTION
};

}  // namespace

const Type& exception_type(ExceptionKind kind) {
  static const auto* const table = [] {
    auto* types = new std::array<Type, kExceptionKindCount>();
    for (int i = 0; i < kExceptionKindCount; ++i) {
      const int base = static_cast<int>(kBases[i]);
      (*types)[i] = exception_table_entry(kNames[i], i == base ? nullptr : &(*types)[base], nullptr);
      fill_exception_type(static_cast<ExceptionKind>(i), &(*types)[i]);
    }
    // The one built-in class with two bases.
    auto of = [types](ExceptionKind kind) { return &(*types)[static_cast<int>(kind)]; };
    static const Type* const ancestors[] = {of(ExceptionKind::kExceptionGroup), of(ExceptionKind::kBaseExceptionGroup),
                                            of(ExceptionKind::kException), of(ExceptionKind::kBaseException)};
    of(ExceptionKind::kExceptionGroup)->ancestors = ancestors;
    of(ExceptionKind::kExceptionGroup)->ancestor_count = std::size(ancestors);
    return types;
  }();
  return (*table)[static_cast<int>(kind)];
}

Type derive_exception(const char* name, const Type& base, const char* module) {
  Type type = base;
  type.name = name;
  type.module = module;
  type.base = &base;
  type.methods = nullptr;
  type.properties = nullptr;
  return type;
}

ExceptionObject* as_exception(const Value& value) {
  const bool is = value.is_object() && is_subtype(value.object()->type, &exception_type(ExceptionKind::kBaseException));
  return is ? static_cast<ExceptionObject*>(value.object()) : nullptr;
}

Value make_exception(Heap& heap, const Type& type, Ref<TupleObject> args) {
  return Value::object(heap.make_typed<ExceptionObject>(type, std::move(args)));
}

Value make_exception(Heap& heap, const Type& type, std::string_view message) {
  auto args = make_tuple(heap, message.empty() ? 0 : 1);
  if (!message.empty()) args->items()[0] = Value::object(make_str_lossy(heap, message));
  return make_exception(heap, type, std::move(args));
}

}  // namespace interloom::lang
