// __build_class__: what a class statement does around its body.
#include <vector>

#include "worker/lang/class_build.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

// Bases that are no classes may stand for some: list[int] for list. Null: raised. *changed: the result differs.
Ref<TupleObject> resolve_bases(Interpreter& interp, const Ref<TupleObject>& bases, bool* changed) {
  auto out = make_list(interp.heap());
  for (const Value& base : bases->span()) {
    Value hook;
    if (!base.is<TypeObject>()) hook = find_attr(interp, base, dunder_name(interp, Dunder::kMroEntries));
    if (hook.is_error()) return {};
    if (hook.is_undefined()) {
      out->append(base);
      continue;
    }
    const Value all = Value::object(bases);
    const Value entries = call(interp, hook, Args(std::span(&all, 1)));
    if (entries.is_error()) return {};
    auto* tuple = entries.as<TupleObject>();
    if (!tuple) {
      interp.raise(ExceptionKind::kTypeError, "__mro_entries__ must return a tuple");
      return {};
    }
    for (const Value& entry : tuple->span()) out->append(entry);
    *changed = true;
  }
  return *changed ? make_tuple(interp.heap(), out->span()) : bases;
}

// What the statement passes on: its keywords without `metaclass`.
struct Keywords {
  std::vector<Value> values, names;
  Args args(std::vector<Value>& all, std::initializer_list<Value> positional) const {
    all.assign(positional);
    all.insert(all.end(), values.begin(), values.end());
    return Args(all.data(), static_cast<uint32_t>(positional.size()), static_cast<uint32_t>(names.size()), names.data());
  }
};

Value prepare_namespace(Interpreter& interp, const Value& metaclass, const Value& name, const Value& bases,
                        const Keywords& keywords) {
  const Value prepare = find_attr(interp, metaclass, dunder_name(interp, Dunder::kPrepare));
  if (prepare.is_undefined()) return Value::object(make_dict(interp.heap()));
  if (prepare.is_error()) return prepare;
  std::vector<Value> all;
  Value space = call(interp, prepare, keywords.args(all, {name, bases}));
  if (space.is_error() || (space.is_object() && space.type()->get_item)) return space;
  const auto* type = metaclass.as<TypeObject>();
  return interp.raise(ExceptionKind::kTypeError, type ? type->name->view() : std::string_view("<metaclass>"),
                      ".__prepare__() must return a mapping, not ", space.type_name());
}

// The metaclass as given, or the first base's; of classes the most derived one.
Value choose_metaclass(Interpreter& interp, const Value* given, TupleObject& bases) {
  Value chosen = given               ? *given
                 : bases.size == 0   ? interp.type_object(TypeObject::kType)
                                     : Value::share(&class_of(interp, bases.items()[0]));
  auto* type = chosen.as<TypeObject>();
  if (!type) return chosen;
  TypeObject* winner = most_derived_metaclass(interp, *type, bases);
  return winner ? Value::share(winner) : Value::error();
}

}  // namespace

Value build_class(Interpreter& interp, const Args& args) {
  if (args.size() < 2) return interp.raise(ExceptionKind::kTypeError, "__build_class__: not enough arguments");
  const Value body = args[0], name = args[1];
  if (!body.is<FunctionObject>()) return interp.raise(ExceptionKind::kTypeError, "__build_class__: func must be a function");
  if (!name.is<StrObject>()) return interp.raise(ExceptionKind::kTypeError, "__build_class__: name is not a string");
  const auto written = make_tuple(interp.heap(), args.positional().subspan(2));
  bool changed = false;
  const auto bases = resolve_bases(interp, written, &changed);
  if (!bases) return Value::error();
  Keywords keywords;
  const Value* given = nullptr;
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    if (args.keyword_name(i) == "metaclass") {
      given = &args.keyword_value(i);
    } else {
      keywords.values.push_back(args.keyword_value(i));
      keywords.names.push_back(args.names[i]);
    }
  }
  const Value metaclass = choose_metaclass(interp, given, *bases);
  if (metaclass.is_error()) return metaclass;
  const Value bases_value = Value::object(bases);
  const Value space = prepare_namespace(interp, metaclass, name, bases_value, keywords);
  if (space.is_error() || call(interp, body, Args(std::span(&space, 1))).is_error()) return Value::error();
  if (changed && !set_item(interp, space, Value::share(interp.intern("__orig_bases__")), Value::object(written))) {
    return Value::error();
  }
  std::vector<Value> all;
  return call(interp, metaclass, keywords.args(all, {name, bases_value, space}));
}

}  // namespace interloom::lang
