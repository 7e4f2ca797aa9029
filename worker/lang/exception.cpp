#include "worker/lang/exception.h"

#include <array>
#include <string>

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

Value exception_str(Interpreter& interp, Object* self) {
  TupleObject& args = *exception_of(self).args;
  if (args.size == 0) return str_value(interp.heap(), "");
  if (args.size > 1) return repr(interp, Value::share(&args));
  // A KeyError shows its key as it is written.
  return is_subtype(self->type, &exception_type(ExceptionKind::kKeyError)) ? repr(interp, args.items()[0])
                                                                           : to_str(interp, args.items()[0]);
}

Value exception_repr(Interpreter& interp, Object* self) {
  TupleObject& args = *exception_of(self).args;
  std::string out = std::string(self->type->name) + "(";
  for (uint64_t i = 0; i < args.size; ++i) {
    if (i) out += ", ";
    if (!repr_text(interp, args.items()[i], &out)) return Value::error();
  }
  return str_value(interp.heap(), out + ")");
}

Value construct_exception(Interpreter& interp, const Type& type, const Args& args) {
  if (args.keyword_count) return interp.raise(ExceptionKind::kTypeError, type.name, "() takes no keyword arguments");
  return make_exception(interp.heap(), type, make_tuple(interp.heap(), args.positional()));
}

const Property kProperties[] = {
    {"args", [](Interpreter&, Object* self) { return Value::object(exception_of(self).args); }, nullptr},
    {nullptr, nullptr, nullptr},
};

Type exception_table_entry(const char* name, const Type* base, const char* module) {
  return {.name = name,
          .module = module,
          .base = base,
          .basic_size = sizeof(ExceptionObject),
          .destroy = destroy_exception,
          .repr = exception_repr,
          .str = exception_str,
          .construct = construct_exception,
          .properties = kProperties};
}

}  // namespace

const Type& exception_type(ExceptionKind kind) {
  static const auto* const table = [] {
    auto* types = new std::array<Type, kExceptionKindCount>();
    int i = 0;
#define IL_EXCEPTION(name, base)                                                                                            \
  (*types)[i] = exception_table_entry(                                                                                      \
      #name, i == static_cast<int>(ExceptionKind::k##base) ? nullptr : &(*types)[static_cast<int>(ExceptionKind::k##base)], \
      nullptr);                                                                                                             \
  ++i;
#include "worker/lang/exceptions.def.h"
#undef IL_EXCEPTION
    return types;
  }();
  return (*table)[static_cast<int>(kind)];
}

Type derive_exception(const char* name, const Type& base, const char* module) {
  return exception_table_entry(name, &base, module);
}

ExceptionObject* as_exception(const Value& value) {
  if (!value.is_object()) return nullptr;
  const Type* type = value.object()->type;
  if (type->user_class) type = type->base;
  return type->destroy == destroy_exception ? static_cast<ExceptionObject*>(value.object()) : nullptr;
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
