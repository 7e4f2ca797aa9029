// itemgetter, attrgetter, methodcaller.
#include <string>

#include "worker/lang/interpreter.h"
#include "worker/lang/modules/operator_module.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"
#include "worker/lang/repr_guard.h"

namespace interloom::lang::modules {
namespace {

// Of what to get: items; names, each a str or a tuple of the names between its dots.
struct GetterObject : Object {
  GetterObject(Ref<TupleObject> given, Ref<TupleObject> what) : arguments(std::move(given)), wanted(std::move(what)) {}
  Ref<TupleObject> arguments, wanted;
};
GetterObject& getter_of(Object* self) { return *static_cast<GetterObject*>(self); }

Value get_path(Interpreter& interp, const Value& object, const Value& path) {
  if (auto* name = path.as<StrObject>()) return get_attr(interp, object, name);
  Value out = object;
  for (const Value& name : path.as<TupleObject>()->span()) {
    out = get_attr(interp, out, name.as<StrObject>());
    if (out.is_error()) break;
  }
  return out;
}

template <Value (*get)(Interpreter&, const Value&, const Value&)>
Value getter_call(Interpreter& interp, Object* self, const Args& args) {
  if (!no_keywords(interp, self->type->name, args)) return Value::error();
  if (args.size() != 1) {
    return interp.raise(ExceptionKind::kTypeError, self->type->name, " expected 1 argument, got ", args.size());
  }
  const auto wanted = getter_of(self).wanted;
  if (wanted->size == 1) return get(interp, args[0], wanted->items()[0]);
  auto out = make_tuple(interp.heap(), wanted->size);
  for (uint64_t i = 0; i < wanted->size; ++i) {
    out->items()[i] = get(interp, args[0], wanted->items()[i]);
    if (out->items()[i].is_error()) return Value::error();
  }
  return Value::object(std::move(out));
}

// "operator.itemgetter(1, 2)"; names and values of keywords behind.
bool append_arguments(Interpreter& interp, std::span<const Value> values, bool first, std::string* out) {
  for (const Value& value : values) {
    if (!first) *out += ", ";
    first = false;
    if (!repr_text(interp, value, out)) return false;
  }
  return true;
}

Value getter_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  std::string out = str_cat("operator.", self->type->name, "(");
  const auto arguments = getter_of(self).arguments;
  if (guard.running()) return str_value(interp.heap(), out + "...)");
  if (!append_arguments(interp, arguments->span(), true, &out)) return Value::error();
  return str_value(interp.heap(), out + ")");
}

Value make_item_getter(Interpreter& interp, const Type& type, const Args& args) {
  if (!no_keywords_unless(interp, type, kItemGetterType, "__init__", args)) return Value::error();
  if (args.size() == 0) return interp.raise(ExceptionKind::kTypeError, "itemgetter expected 1 argument, got 0");
  auto items = make_tuple(interp.heap(), args.positional());
  return Value::object(interp.heap().make_typed<GetterObject>(type, items, items));
}

Value split_name(Interpreter& interp, const Value& name) {
  const std::string_view text = name.as<StrObject>()->view();
  if (text.find('.') == std::string_view::npos) return Value::share(interp.intern(text));
  auto parts = make_list(interp.heap());
  for (size_t from = 0; from <= text.size();) {
    const size_t dot = std::min(text.find('.', from), text.size());
    parts->append(Value::share(interp.intern(text.substr(from, dot - from))));
    from = dot + 1;
  }
  return Value::object(make_tuple(interp.heap(), parts->span()));
}

Value make_attr_getter(Interpreter& interp, const Type& type, const Args& args) {
  if (!no_keywords_unless(interp, type, kAttrGetterType, "__init__", args)) return Value::error();
  if (args.size() == 0) return interp.raise(ExceptionKind::kTypeError, "attrgetter expected 1 argument, got 0");
  auto paths = make_tuple(interp.heap(), uint64_t{args.size()});
  for (uint32_t i = 0; i < args.size(); ++i) {
    if (!args[i].is<StrObject>()) return interp.raise(ExceptionKind::kTypeError, "attribute name must be a string");
    paths->items()[i] = split_name(interp, args[i]);
  }
  return Value::object(
      interp.heap().make_typed<GetterObject>(type, make_tuple(interp.heap(), args.positional()), std::move(paths)));
}

struct MethodCallerObject : Object {
  MethodCallerObject(Ref<StrObject> n, Ref<TupleObject> v, Ref<TupleObject> k)
      : name(std::move(n)), values(std::move(v)), names(std::move(k)) {}
  Ref<StrObject> name;
  Ref<TupleObject> values;  // positional, then those of keywords
  Ref<TupleObject> names;   // of keywords
  uint64_t positional() const { return values->size - names->size; }
};
MethodCallerObject& caller_of(Object* self) { return *static_cast<MethodCallerObject*>(self); }

Value caller_call(Interpreter& interp, Object* self, const Args& args) {
  if (!no_keywords(interp, "methodcaller", args)) return Value::error();
  if (args.size() != 1) return interp.raise(ExceptionKind::kTypeError, "methodcaller expected 1 argument, got ", args.size());
  auto& caller = caller_of(self);
  const auto values = caller.values, names = caller.names;
  const auto positional = static_cast<uint32_t>(caller.positional());
  const Value method = get_attr(interp, args[0], caller.name.get());
  if (method.is_error()) return method;
  return call(interp, method, Args(values->items(), positional, static_cast<uint32_t>(names->size), names->items()));
}

Value caller_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "operator.methodcaller(...)");
  auto& caller = caller_of(self);
  std::string out = str_cat("operator.methodcaller(", repr_of_str(caller.name->view()));
  const auto values = caller.values, names = caller.names;
  const uint64_t positional = caller.positional();
  if (!append_arguments(interp, values->span().first(positional), false, &out)) return Value::error();
  for (uint64_t i = 0; i < names->size; ++i) {
    out += str_cat(", ", names->items()[i].as<StrObject>()->view(), "=");
    if (!repr_text(interp, values->items()[positional + i], &out)) return Value::error();
  }
  return str_value(interp.heap(), out + ")");
}

Value make_method_caller(Interpreter& interp, const Type& type, const Args& args) {
  if (args.size() == 0)
    return interp.raise(ExceptionKind::kTypeError, "methodcaller needs at least one argument, the method name");
  const auto* name = args[0].as<StrObject>();
  if (!name) return interp.raise(ExceptionKind::kTypeError, "method name must be a string");
  auto values = make_tuple(interp.heap(), std::span(args.values + 1, args.positional_count - 1 + args.keyword_count));
  auto names = make_tuple(interp.heap(), std::span(args.names, args.keyword_count));
  return Value::object(interp.heap().make_typed<MethodCallerObject>(type, Ref<StrObject>::share(interp.intern(name->view())),
                                                                    std::move(values), std::move(names)));
}

constexpr Type getter_type(const char* name, Value (*call)(Interpreter&, Object*, const Args&),
                           Value (*construct)(Interpreter&, const Type&, const Args&)) {
  return {.name = name + std::string_view("operator.").size(),
          .module = "operator",
          .basic_size = sizeof(GetterObject),
          .destroy = destroy_as<GetterObject>,
          .repr = getter_repr,
          .call = call,
          .construct = construct,
          .message_name = name};
}

}  // namespace

const Type kItemGetterType = getter_type("operator.itemgetter", getter_call<get_item>, make_item_getter);
const Type kAttrGetterType = getter_type("operator.attrgetter", getter_call<get_path>, make_attr_getter);
const Type kMethodCallerType = {
    .name = "methodcaller",
    .module = "operator",
    .basic_size = sizeof(MethodCallerObject),
    .destroy = destroy_as<MethodCallerObject>,
    .repr = caller_repr,
    .call = caller_call,
    .construct = make_method_caller,
    .message_name = "operator.methodcaller",
};

}  // namespace interloom::lang::modules
