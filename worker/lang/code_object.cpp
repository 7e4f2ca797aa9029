// CodeObject and what a running frame shows of itself.
#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

const Code& code_of(Object* self) { return *static_cast<CodeObject*>(self)->code; }

Value str_tuple(Interpreter& interp, const std::string* first, size_t count) {
  auto tuple = make_tuple(interp.heap(), uint64_t{count});
  for (size_t i = 0; i < count; ++i) tuple->items()[i] = Value::share(interp.intern(first[i]));
  return Value::object(std::move(tuple));
}

// CPython's numbers.
int64_t flags_of(const Code& code) {
  int64_t flags = code.flags & (Code::kModule | Code::kClassBody) ? 0 : 3;
  if (code.flags & Code::kVarArgs) flags |= 4;
  if (code.flags & Code::kVarKeywords) flags |= 8;
  if (code.flags & Code::kNested) flags |= 16;
  if (code.flags & Code::kGenerator) flags |= 32;
  return flags;
}

const Property kProperties[] = {
    {"co_name", [](Interpreter& i, Object* self) { return Value::share(i.intern(code_of(self).name)); }, nullptr},
    {"co_qualname",
     [](Interpreter& i, Object* self) {
       const Code& code = code_of(self);
       return Value::share(i.intern(code.qualname.empty() ? code.name : code.qualname));
     },
     nullptr},
    {"co_filename", [](Interpreter& i, Object* self) { return Value::share(i.intern(code_of(self).file)); }, nullptr},
    {"co_firstlineno", [](Interpreter&, Object* self) { return Value::integer(code_of(self).first_line); }, nullptr},
    {"co_flags", [](Interpreter&, Object* self) { return Value::integer(flags_of(code_of(self))); }, nullptr},
    {"co_argcount", [](Interpreter&, Object* self) { return Value::integer(code_of(self).parameter_count); }, nullptr},
    {"co_posonlyargcount", [](Interpreter&, Object* self) { return Value::integer(code_of(self).positional_only_count); }, nullptr},
    {"co_kwonlyargcount", [](Interpreter&, Object* self) { return Value::integer(code_of(self).keyword_only_count); }, nullptr},
    {"co_nlocals", [](Interpreter&, Object* self) { return Value::integer(static_cast<int64_t>(code_of(self).locals.size())); },
     nullptr},
    {"co_varnames",
     [](Interpreter& i, Object* self) { return str_tuple(i, code_of(self).locals.data(), code_of(self).locals.size()); }, nullptr},
    {"co_freevars",
     [](Interpreter& i, Object* self) { return str_tuple(i, code_of(self).cells.data(), code_of(self).cells.size()); }, nullptr},
    {"co_names",
     [](Interpreter& i, Object* self) { return str_tuple(i, code_of(self).names.data(), code_of(self).names.size()); }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace

const Type CodeObject::kType = {
    .name = "code",
    .destroy = [](Heap&, Object* self) { static_cast<CodeObject*>(self)->~CodeObject(); },
    .owns_external = true,
    .repr =
        [](Interpreter& interp, Object* self) {
          const Code& code = code_of(self);
          return str_value(interp.heap(), str_cat("<code object ", code.name, " at ", id_text(interp, Value::share(self)),
                                                  ", file \"", code.file, "\", line ", code.first_line, ">"));
        },
    .properties = kProperties,
};

Value code_value(Interpreter& interp, FunctionObject& function) {
  auto code = interp.heap().make<CodeObject>(function.code->code);
  code->linked = function.code;
  return Value::object(std::move(code));
}

DictObject* running_globals(Interpreter& interp) {
  const Frame* frame = interp.execution() ? interp.execution()->top() : nullptr;
  return frame ? frame->function->globals.get() : nullptr;
}

Ref<DictObject> running_locals(Interpreter& interp) {
  const Frame* frame = interp.execution() ? interp.execution()->top() : nullptr;
  if (!frame) return make_dict(interp.heap());
  const LinkedCode& linked = *frame->function->code;
  const Code& code = *linked.code;
  if (code.flags & Code::kClassBody) {
    if (auto* space = frame->locals[0].as<DictObject>()) return Ref<DictObject>::share(space);
  }
  if (code.flags & Code::kModule && frame->function->globals) return frame->function->globals;
  auto locals = make_dict(interp.heap());
  auto add = [&](StrObject* name, const Value& local) {
    const auto* cell = local.exact<CellObject>();
    const Value& value = cell ? cell->value : local;
    if (!value.is_undefined() && !name->view().starts_with('.')) locals->set(interp, Value::share(name), value);
  };
  for (uint32_t i = 0; i < linked.local_count; ++i) add(linked.locals[i], frame->locals[i]);
  const TupleObject* closure = frame->function->closure.get();
  for (uint64_t i = 0; closure && i < closure->size; ++i) {
    add(interp.intern(code.cells[i]), frame->function->closure->items()[i]);
  }
  return locals;
}

}  // namespace interloom::lang
