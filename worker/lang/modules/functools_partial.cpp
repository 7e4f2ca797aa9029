// partial: a callable with some of its arguments.
#include <string>

#include "worker/lang/builtins.h"
#include "worker/lang/class.h"
#include "worker/lang/modules/functools.h"
#include "worker/lang/repr_guard.h"

namespace interloom::lang::modules {
namespace {

struct PartialObject : Object {
  PartialObject(Value f, Ref<TupleObject> a, Ref<DictObject> k)
      : function(std::move(f)), args(std::move(a)), keywords(std::move(k)) {}
  Value function;
  Ref<TupleObject> args;
  Ref<DictObject> keywords;
  AttributeBag attributes;
};
PartialObject& partial_of(Object* self) { return *static_cast<PartialObject*>(self); }
constexpr std::string_view kReserved[] = {"func", "args", "keywords"};

Ref<TupleObject> joined(Interpreter& interp, std::span<const Value> first, std::span<const Value> second) {
  auto out = make_tuple(interp.heap(), first.size() + second.size());
  std::copy(first.begin(), first.end(), out->items());
  std::copy(second.begin(), second.end(), out->items() + first.size());
  return out;
}

// The keywords of a call over those kept; null: raised.
Ref<DictObject> merged(Interpreter& interp, DictObject* kept, const Args& args) {
  auto out = make_dict(interp.heap());
  if (kept && !update_dict(interp, *out, Value::share(kept))) return {};
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    if (!out->set(interp, args.names[i], args.keyword_value(i))) return {};
  }
  return out;
}

// Has somebody hung attributes on it?
bool has_attributes(Interpreter& interp, const Value& partial) {
  if (partial_of(partial.object()).attributes.dict) return true;
  const DictObject* dict = partial.type()->user_class ? attribute_dict(interp, partial, false) : nullptr;
  return dict && dict->size > 0;
}

Value make_partial(Interpreter& interp, const Type& type, const Args& args) {
  if (args.size() < 1) return interp.raise(ExceptionKind::kTypeError, "type 'partial' takes at least one argument");
  if (!is_callable(args[0])) return interp.raise(ExceptionKind::kTypeError, "the first argument must be callable");
  const std::span<const Value> given = args.positional().subspan(1);
  // A partial of a partial is one partial, unless somebody has hung attributes on it.
  PartialObject* inner = is_instance(args[0], &kPartialType) ? &partial_of(args[0].object()) : nullptr;
  if (inner && (inner->type->call != kPartialType.call || has_attributes(interp, args[0]))) inner = nullptr;
  auto keywords = merged(interp, inner ? inner->keywords.get() : nullptr, args);
  if (!keywords) return Value::error();
  auto all = inner ? joined(interp, inner->args->span(), given) : make_tuple(interp.heap(), given);
  return Value::object(
      interp.heap().make_typed<PartialObject>(type, inner ? inner->function : args[0], std::move(all), std::move(keywords)));
}

Value partial_call(Interpreter& interp, Object* self, const Args& args) {
  auto& partial = partial_of(self);
  const Value function = partial.function;
  const auto kept = partial.args;
  if (partial.keywords->size == 0) {
    const std::span<const Value> given(args.values, args.positional_count + args.keyword_count);
    if (kept->size == 0) return call(interp, function, args);
    const auto values = joined(interp, kept->span(), given);
    const auto positional = static_cast<uint32_t>(kept->size + args.size());
    return call(interp, function, Args(values->items(), positional, args.keyword_count, args.names));
  }
  const auto keywords = merged(interp, partial.keywords.get(), args);
  if (!keywords) return Value::error();
  auto values = make_list(interp.heap(), kept->span());
  for (const Value& value : args.positional()) values->append(value);
  auto names = make_list(interp.heap());
  uint64_t position = 0;
  while (const auto* entry = keywords->next(&position)) {
    if (!entry->key.is<StrObject>()) return interp.raise(ExceptionKind::kTypeError, "keywords must be strings");
    names->append(entry->key);
    values->append(entry->value);
  }
  return call(
      interp, function,
      Args(values->items, static_cast<uint32_t>(values->size - names->size), static_cast<uint32_t>(names->size), names->items));
}

Value partial_repr(Interpreter& interp, Object* self) {
  ReprGuard guard(self);
  if (guard.running()) return str_value(interp.heap(), "...");
  auto& partial = partial_of(self);
  std::string out = self->type == &kPartialType ? "functools.partial(" : str_cat(self->type->name, "(");
  if (!repr_text(interp, Value(partial.function), &out)) return Value::error();
  const auto args = partial.args;
  const auto keywords = partial.keywords;
  for (const Value& value : args->span()) {
    out += ", ";
    if (!repr_text(interp, value, &out)) return Value::error();
  }
  uint64_t position = 0;
  while (const auto* entry = keywords->next(&position)) {
    const Value key = entry->key, value = entry->value;
    out += ", ";
    if (!str_text(interp, key, &out)) return Value::error();
    out += '=';
    if (!repr_text(interp, value, &out)) return Value::error();
  }
  return str_value(interp.heap(), out + ")");
}

Value reduce_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "partial.__reduce__", args, 0, 0)) return Value::error();
  auto& partial = partial_of(self.object());
  const Value state[] = {partial.function, Value::object(partial.args), Value::object(partial.keywords),
                         partial.attributes.dict ? Value::object(partial.attributes.dict) : Value::none()};
  const Value arguments[] = {partial.function};
  const Value out[] = {interp.type_object(*self.type()), Value::object(make_tuple(interp.heap(), arguments)),
                       Value::object(make_tuple(interp.heap(), state))};
  return Value::object(make_tuple(interp.heap(), out));
}

Value set_state(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "partial.__setstate__", args, 1, 1)) return Value::error();
  auto* state = args[0].as<TupleObject>();
  const Value* items = state && state->size == 4 ? state->items() : nullptr;
  if (!items || !is_callable(items[0]) || !items[1].is<TupleObject>() || !(items[2].is_none() || items[2].is<DictObject>()))
    return interp.raise(ExceptionKind::kTypeError, "invalid partial state");
  auto& partial = partial_of(self.object());
  auto* kept = items[1].exact<TupleObject>();
  partial.args = kept ? Ref<TupleObject>::share(kept) : make_tuple(interp.heap(), items[1].as<TupleObject>()->span());
  auto* keywords = items[2].exact<DictObject>();
  partial.keywords = keywords ? Ref<DictObject>::share(keywords) : make_dict(interp.heap());
  if (!keywords && !items[2].is_none() && !update_dict(interp, *partial.keywords, items[2])) return Value::error();
  partial.function = items[0];
  auto* dict = items[3].as<DictObject>();
  partial.attributes.dict = dict ? Ref<DictObject>::share(dict) : Ref<DictObject>();
  return Value::none();
}

constexpr Method kMethods[] = {{"__reduce__", reduce_method}, {"__setstate__", set_state}, {nullptr, nullptr}};
constexpr Property kProperties[] = {
    {"func", [](Interpreter&, Object* self) { return partial_of(self).function; }, nullptr},
    {"args", [](Interpreter&, Object* self) { return Value::object(partial_of(self).args); }, nullptr},
    {"keywords", [](Interpreter&, Object* self) { return Value::object(partial_of(self).keywords); }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace

const Type kPartialType = {
    .name = "partial",
    .module = "functools",
    .basic_size = sizeof(PartialObject),
    .destroy = destroy_as<PartialObject>,
    .repr = partial_repr,
    .get_attr = [](Interpreter& interp, Object* self,
                   StrObject* name) { return partial_of(self).attributes.get(interp, self, name, kReserved); },
    .set_attr = [](Interpreter& interp, Object* self, StrObject* name,
                   const Value& value) { return partial_of(self).attributes.set(interp, self, name, value, kReserved); },
    .call = partial_call,
    .construct = make_partial,
    .methods = kMethods,
    .properties = kProperties,
    .message_name = "functools.partial",
};

}  // namespace interloom::lang::modules
