// Functions, methods and cells of user code as values: their attributes, binding, printing.
#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

FunctionObject& function_of(Object* self) { return *static_cast<FunctionObject*>(self); }
MethodObject& method_of(Object* self) { return *static_cast<MethodObject*>(self); }

Value str_or(Interpreter& interp, const Ref<StrObject>& own, const std::string& otherwise) {
  return own ? Value::object(own) : Value::share(interp.intern(otherwise));
}

Value name_of(Interpreter& interp, Object* self) {
  return str_or(interp, function_of(self).name, function_of(self).code->code->name);
}

Value qualname_of(Interpreter& interp, Object* self) {
  const Code& code = *function_of(self).code->code;
  return str_or(interp, function_of(self).qualname, code.qualname.empty() ? code.name : code.qualname);
}

bool set_text(Interpreter& interp, Ref<StrObject>& text, const Value& value, const char* attribute) {
  auto* str = value.as<StrObject>();
  if (!str) {
    interp.raise(ExceptionKind::kTypeError, attribute, " must be set to a string object");
    return false;
  }
  text = Ref<StrObject>::share(str);
  return true;
}

Value doc_of(Interpreter& interp, Object* self) {
  const FunctionObject& function = function_of(self);
  if (!function.doc.is_undefined()) return function.doc;
  const auto& doc = function.code->code->doc;
  return doc ? Value::share(interp.intern(*doc)) : Value::none();
}

Value module_of(Interpreter& interp, Object* self) {
  FunctionObject& function = function_of(self);
  if (!function.module.is_undefined()) return function.module;
  if (!function.globals) return Value::none();
  bool failed = false;
  const Value* name = function.globals->find(interp, Value::share(interp.intern("__name__")), &failed);
  return name ? *name : Value::none();
}

Value annotations_of(Interpreter& interp, Object* self) {
  FunctionObject& function = function_of(self);
  if (function.annotations.is_undefined()) function.annotations = Value::object(make_dict(interp.heap()));
  return function.annotations;
}

template <class T>
Value or_none(const Ref<T>& object) {
  return object ? Value::object(object) : Value::none();
}

// None and deletion empty it.
template <class T>
bool set_object(Interpreter& interp, Ref<T>& object, const Value& value, const char* attribute, const char* what) {
  if (value.is_none() || value.is_undefined()) {
    object = {};
    return true;
  }
  if (auto* given = value.as<T>()) {
    object = Ref<T>::share(given);
    return true;
  }
  interp.raise(ExceptionKind::kTypeError, attribute, " must be set to a ", what, " object");
  return false;
}

bool set_code(Interpreter& interp, FunctionObject& function, const Value& value) {
  auto* code = value.as<CodeObject>();
  if (!code) {
    interp.raise(ExceptionKind::kTypeError, "__code__ must be set to a code object");
    return false;
  }
  const size_t cells = function.closure ? function.closure->size : 0;
  if (code->code->cells.size() != cells) {
    interp.raise(ExceptionKind::kValueError, function.code->code->name, "() requires a code object with ", cells,
                 " free vars, not ", code->code->cells.size());
    return false;
  }
  function.code = &code->link(interp);
  return true;
}

DictObject& attributes_of(Interpreter& interp, FunctionObject& function) {
  if (!function.attributes) function.attributes = make_dict(interp.heap());
  return *function.attributes;
}

const Property kFunctionProperties[] = {
    {"__name__", name_of,
     [](Interpreter& i, Object* self, const Value& v) { return set_text(i, function_of(self).name, v, "__name__"); }},
    {"__qualname__", qualname_of,
     [](Interpreter& i, Object* self, const Value& v) { return set_text(i, function_of(self).qualname, v, "__qualname__"); }},
    {"__doc__", doc_of,
     [](Interpreter&, Object* self, const Value& v) {
       function_of(self).doc = v.is_undefined() ? Value::none() : v;
       return true;
     }},
    {"__module__", module_of,
     [](Interpreter&, Object* self, const Value& v) {
       function_of(self).module = v.is_undefined() ? Value::none() : v;
       return true;
     }},
    {"__annotations__", annotations_of,
     [](Interpreter& interp, Object* self, const Value& v) {
       Ref<DictObject> dict;
       if (!set_object(interp, dict, v, "__annotations__", "dict")) return false;
       function_of(self).annotations = dict ? Value::object(std::move(dict)) : Value();
       return true;
     }},
    {"__defaults__", [](Interpreter&, Object* self) { return or_none(function_of(self).defaults); },
     [](Interpreter& i, Object* self, const Value& v) {
       return set_object(i, function_of(self).defaults, v, "__defaults__", "tuple");
     }},
    {"__kwdefaults__", [](Interpreter&, Object* self) { return or_none(function_of(self).keyword_defaults); },
     [](Interpreter& i, Object* self, const Value& v) {
       return set_object(i, function_of(self).keyword_defaults, v, "__kwdefaults__", "dict");
     }},
    {"__code__", [](Interpreter& i, Object* self) { return code_value(i, function_of(self)); },
     [](Interpreter& i, Object* self, const Value& v) { return set_code(i, function_of(self), v); }},
    {"__closure__",
     [](Interpreter&, Object* self) {
       const auto& closure = function_of(self).closure;
       return closure && closure->size ? Value::object(closure) : Value::none();
     },
     nullptr},
    {"__globals__", [](Interpreter&, Object* self) { return or_none(function_of(self).globals); }, nullptr},
    {"__dict__", [](Interpreter& i, Object* self) { return Value::share(&attributes_of(i, function_of(self))); },
     [](Interpreter& i, Object* self, const Value& v) {
       return set_object(i, function_of(self).attributes, v, "__dict__", "dictionary");
     }},
    {nullptr, nullptr, nullptr},
};

const Property* find_property(const Property* properties, std::string_view name) {
  for (const Property* p = properties; p->name; ++p) {
    if (name == p->name) return p;
  }
  return nullptr;
}

Value function_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  FunctionObject& function = function_of(self);
  if (function.attributes && !find_property(kFunctionProperties, name->view())) {
    bool failed = false;
    const Value* found = function.attributes->find(interp, Value::share(name), &failed);
    if (found) return *found;
    if (failed) return Value::error();
  }
  return generic_get_attr(interp, Value::share(self), name);
}

bool function_set_attr(Interpreter& interp, Object* self, StrObject* name, const Value& value) {
  FunctionObject& function = function_of(self);
  if (const Property* property = find_property(kFunctionProperties, name->view())) {
    if (property->set) return property->set(interp, self, value);
    interp.raise(ExceptionKind::kAttributeError, "readonly attribute");
    return false;
  }
  DictObject& attributes = attributes_of(interp, function);
  if (!value.is_undefined()) return attributes.set(interp, Value::share(name), value);
  const int removed = attributes.remove(interp, Value::share(name), nullptr);
  if (removed == 0) attribute_error(interp, Value::share(self), name);
  return removed == 1;
}

Value function_repr(Interpreter& interp, Object* self) {
  const Value name = qualname_of(interp, self);
  return str_value(interp.heap(), str_cat("<function ", name.as<StrObject>()->view(), " at ", id_text(interp, Value::share(self)), ">"));
}

// types.FunctionType(code, globals, name, argdefs, closure)
Value construct_function(Interpreter& interp, const Type&, const Args& args) {
  static constexpr const char* kNames[] = {"code", "globals", "name", "argdefs", "closure"};
  const Value* out[5];
  if (!bind_args(interp, {.function = "function", .names = kNames, .required = 2}, args, out)) return Value::error();
  auto* code = out[0]->as<CodeObject>();
  auto* globals = out[1]->as<DictObject>();
  if (!code || !globals) {
    return interp.raise(ExceptionKind::kTypeError, "function() argument '", code ? "globals" : "code", "' must be ",
                        code ? "dict" : "code", ", not ", out[code ? 1 : 0]->type_name());
  }
  Ref<TupleObject> closure, defaults;
  if (out[3] && !set_object(interp, defaults, *out[3], "argdefs", "tuple")) return Value::error();
  if (out[4] && !set_object(interp, closure, *out[4], "closure", "tuple")) return Value::error();
  const size_t cells = closure ? closure->size : 0;
  if (cells != code->code->cells.size()) {
    return interp.raise(ExceptionKind::kValueError, code->code->name, " requires closure of length ", code->code->cells.size(),
                        ", not ", cells);
  }
  for (size_t i = 0; i < cells; ++i) {
    const Value& cell = closure->items()[i];
    if (!cell.exact<CellObject>())
      return interp.raise(ExceptionKind::kTypeError, "arg 5 (closure) expected cell, found ", cell.type_name());
  }
  auto function = interp.heap().make<FunctionObject>(&code->link(interp), std::move(closure), std::move(defaults));
  function->globals = Ref<DictObject>::share(globals);
  if (out[2] && !out[2]->is_none() && !set_text(interp, function->name, *out[2], "__name__")) return Value::error();
  return Value::object(std::move(function));
}

Value method_call(Interpreter& interp, Object* self, const Args& args) {
  const MethodObject& method = method_of(self);
  const uint32_t count = args.size() + args.keyword_count;
  auto all = make_tuple(interp.heap(), uint64_t{count} + 1);
  all->items()[0] = method.self;
  for (uint32_t i = 0; i < count; ++i) all->items()[i + 1] = args.values[i];
  return call(interp, method.function, Args(all->items(), args.size() + 1, args.keyword_count, args.names));
}

const Property kMethodProperties[] = {
    {"__self__", [](Interpreter&, Object* self) { return method_of(self).self; }, nullptr},
    {"__func__", [](Interpreter&, Object* self) { return method_of(self).function; }, nullptr},
    {nullptr, nullptr, nullptr},
};

// A method shows its function's attributes.
Value method_get_attr(Interpreter& interp, Object* self, StrObject* name) {
  const std::string_view text = name->view();
  if (const Property* property = find_property(kMethodProperties, text)) return property->get(interp, self);
  const bool own = text.starts_with("__") && text != "__name__" && text != "__qualname__" && text != "__doc__" &&
                   text != "__module__" && text != "__annotations__" && text != "__dict__" && text != "__wrapped__" &&
                   text != "__defaults__" && text != "__kwdefaults__" && text != "__code__" && text != "__closure__" &&
                   text != "__globals__" && text != "__isabstractmethod__";
  if (own) return generic_get_attr(interp, Value::share(self), name);
  Value found = get_attr(interp, method_of(self).function, name);
  if (!found.is_error() || !as_exception(interp.exception())) return found;
  if (!is_subtype(interp.exception().object()->type, &exception_type(ExceptionKind::kAttributeError))) return found;
  interp.take_exception();
  return generic_get_attr(interp, Value::share(self), name);
}

bool method_set_attr(Interpreter& interp, Object* self, StrObject* name, const Value&) {
  attribute_error(interp, Value::share(self), name);
  return false;
}

Value method_repr(Interpreter& interp, Object* self) {
  const MethodObject& method = method_of(self);
  Value name = get_attr(interp, method.function, "__qualname__");
  if (name.is_error()) {
    interp.take_exception();
    name = Value::share(interp.intern("?"));
  }
  std::string text = "<bound method ";
  if (!str_text(interp, name, &text)) return Value::error();
  text += " of ";
  if (!repr_text(interp, method.self, &text)) return Value::error();
  return str_value(interp.heap(), text + ">");
}

Value method_compare(Interpreter&, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.exact<MethodObject>(), *b = right.exact<MethodObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  const bool equal = a->function.same(b->function) && a->self.same(b->self);
  return Value::boolean(equal == (op == CompareOp::kEq));
}

bool method_hash(Interpreter& interp, Object* self, int64_t* out) {
  const MethodObject& method = method_of(self);
  const Object* receiver = method.self.is_object() ? method.self.object() : nullptr;
  const Object* function = method.function.is_object() ? method.function.object() : nullptr;
  *out = interp.identity_hash(receiver) ^ interp.identity_hash(function);
  if (*out == -1) *out = -2;
  return true;
}

// types.MethodType(function, self)
Value construct_method(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "method", args, 2, 2)) return Value::error();
  const Type* type = args[0].is_object() ? args[0].object()->type : nullptr;
  if (!type || !type->call) return interp.raise(ExceptionKind::kTypeError, "first argument must be callable");
  if (args[1].is_none()) return interp.raise(ExceptionKind::kTypeError, "self must not be None");
  return Value::object(interp.heap().make<MethodObject>(args[0], args[1]));
}

CellObject& cell_of(Object* self) { return *static_cast<CellObject*>(self); }

const Property kCellProperties[] = {
    {"cell_contents",
     [](Interpreter& interp, Object* self) {
       const Value& value = cell_of(self).value;
       return value.is_undefined() ? interp.raise(ExceptionKind::kValueError, "Cell is empty") : value;
     },
     [](Interpreter&, Object* self, const Value& value) {
       cell_of(self).value = value;
       return true;
     }},
    {nullptr, nullptr, nullptr},
};

Value construct_cell(Interpreter& interp, const Type&, const Args& args) {
  if (!check_positional(interp, "cell", args, 0, 1)) return Value::error();
  auto cell = interp.heap().make<CellObject>();
  if (args.size()) cell->value = args[0];
  return Value::object(std::move(cell));
}

}  // namespace

const Type CellObject::kType = {
    .name = "cell",
    .destroy = [](Heap&, Object* self) { cell_of(self).~CellObject(); },
    .construct = construct_cell,
    .properties = kCellProperties,
};

const Type FunctionObject::kType = {
    .name = "function",
    .destroy = [](Heap&, Object* self) { function_of(self).~FunctionObject(); },
    .repr = function_repr,
    .get_attr = function_get_attr,
    .set_attr = function_set_attr,
    .descr_get =
        [](Interpreter& interp, Object* self, const Value& instance, const Value&) {
          if (instance.is_undefined()) return Value::share(self);
          return Value::object(interp.heap().make<MethodObject>(Value::share(self), instance));
        },
    .call = [](Interpreter& interp, Object* self, const Args& args) { return call(interp, Value::share(self), args); },
    .construct = construct_function,
    .properties = kFunctionProperties,
};

const Type MethodObject::kType = {
    .name = "method",
    .destroy = [](Heap&, Object* self) { method_of(self).~MethodObject(); },
    .repr = method_repr,
    .hash = method_hash,
    .compare = method_compare,
    .get_attr = method_get_attr,
    .set_attr = method_set_attr,
    .call = method_call,
    .construct = construct_method,
    .properties = kMethodProperties,
};

}  // namespace interloom::lang
