// lru_cache: results by arguments. The order of the dict is the order of use: a hit moves its entry to the end, the first one
// is the oldest.
#include <algorithm>

#include "worker/lang/builtins.h"
#include "worker/lang/function.h"
#include "worker/lang/module.h"
#include "worker/lang/modules/functools.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

constexpr int64_t kUnbounded = -1;
constexpr int64_t kUsualSize = 128;

// An object that only equals itself.
struct MarkObject : Object {
  static const Type kType;
};
const Type MarkObject::kType = {.name = "object"};

struct CacheWrapperObject : Object {
  CacheWrapperObject(Heap& heap, Value f, int64_t size, bool by_type)
      : function(std::move(f)), maxsize(size), typed(by_type), results(make_dict(heap)), keyword_mark(heap.make<MarkObject>()) {}
  Value function;
  int64_t maxsize;  // kUnbounded: any number
  bool typed;
  Ref<DictObject> results;
  Ref<MarkObject> keyword_mark;  // between positional arguments and keywords in a key
  uint64_t hits = 0, misses = 0;
  AttributeBag attributes;
};
CacheWrapperObject& wrapper_of(Object* self) { return *static_cast<CacheWrapperObject*>(self); }

// As CPython's _make_key: one int or str stands for itself, other calls are a tuple.
Value make_key(Interpreter& interp, const CacheWrapperObject& wrapper, const Args& args) {
  const bool alone = !wrapper.typed && args.size() == 1 && args.keyword_count == 0;
  if (alone && (args[0].is_int() || args[0].is<BigIntObject>() || args[0].exact<StrObject>())) return args[0];
  auto key = make_list(interp.heap(), args.positional());
  if (args.keyword_count) key->append(Value::object(wrapper.keyword_mark));
  for (uint32_t i = 0; i < args.keyword_count; ++i) {
    key->append(args.names[i]);
    key->append(args.keyword_value(i));
  }
  if (wrapper.typed) {
    for (uint32_t i = 0; i < args.size() + args.keyword_count; ++i) key->append(interp.type_object(*args.values[i].type()));
  }
  return Value::object(make_tuple(interp.heap(), key->span()));
}

void drop_oldest(DictObject& results) {
  uint64_t position = 0;
  if (!results.next(&position)) return;
  Value key, value;
  results.remove_entry(position - 1, &key, &value);
}

Value cached_call(Interpreter& interp, Object* self, const Args& args) {
  auto& wrapper = wrapper_of(self);
  if (wrapper.maxsize == 0) {
    ++wrapper.misses;
    return call(interp, Value(wrapper.function), args);
  }
  const Value key = make_key(interp, wrapper, args);
  int64_t hash;
  bool failed = false;
  if (!hash_of(interp, key, &hash)) return Value::error();
  if (Value* found = wrapper.results->find(interp, key, hash, &failed)) {
    ++wrapper.hits;
    Value result = *found;
    if (wrapper.maxsize != kUnbounded) wrapper.results->move_to_back(wrapper.results->number_of(found));
    return result;
  }
  if (failed) return Value::error();
  ++wrapper.misses;
  Value result = call(interp, Value(wrapper.function), args);
  if (result.is_error()) return result;
  // The call may have put it there itself.
  if (wrapper.maxsize != kUnbounded) {
    if (wrapper.results->find(interp, key, hash, &failed)) return result;
    if (failed) return Value::error();
    if (wrapper.results->size >= static_cast<uint64_t>(wrapper.maxsize)) drop_oldest(*wrapper.results);
  }
  return wrapper.results->set(interp, key, result, hash) ? result : Value::error();
}

Value maxsize_value(const CacheWrapperObject& wrapper) {
  return wrapper.maxsize == kUnbounded ? Value::none() : Value::integer(wrapper.maxsize);
}

// functools._CacheInfo, made at the first call and kept in that module.
Value cache_info(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "_lru_cache_wrapper.cache_info", args, 0, 0)) return Value::error();
  const Value module = import_module(interp, "functools");
  const Value cls = module.is_error() ? module : get_attr(interp, module, "_CacheInfo");
  if (cls.is_error() || !set_attr(interp, module, interp.intern("_CacheInfo"), cls)) return Value::error();
  const auto& wrapper = wrapper_of(self.object());
  const Value fields[] = {Value::integer(static_cast<int64_t>(wrapper.hits)),
                          Value::integer(static_cast<int64_t>(wrapper.misses)), maxsize_value(wrapper),
                          Value::integer(static_cast<int64_t>(wrapper.results->size))};
  return call(interp, cls, Args(std::span(fields)));
}

Value cache_clear(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "_lru_cache_wrapper.cache_clear", args, 0, 0)) return Value::error();
  auto& wrapper = wrapper_of(self.object());
  wrapper.hits = wrapper.misses = 0;
  wrapper.results->clear();
  return Value::none();
}

Value cache_parameters(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "cache_parameters", args, 0, 0)) return Value::error();
  const auto& wrapper = wrapper_of(self.object());
  auto out = make_dict(interp.heap());
  const bool done =
      out->set(interp, "maxsize", maxsize_value(wrapper)) && out->set(interp, "typed", Value::boolean(wrapper.typed));
  return done ? Value::object(std::move(out)) : Value::error();
}

Value itself(Interpreter&, const Value& self, const Args&) { return self; }

constexpr Method kMethods[] = {
    {"__copy__", itself},
    {"__deepcopy__", itself},
    {"cache_clear", cache_clear},
    {"cache_info", cache_info},
    {"cache_parameters", cache_parameters},
    {nullptr, nullptr},
};

Value bind(Interpreter& interp, Object* self, const Value& instance, const Value&) {
  if (instance.is_undefined() || instance.is_none()) return Value::share(self);
  return Value::object(interp.heap().make<MethodObject>(Value::share(self), instance));
}

// functools.update_wrapper(wrapper, function)
bool look_like(Interpreter& interp, CacheWrapperObject& wrapper, const Value& function) {
  DictObject& own = wrapper.attributes.made(interp);
  for (const char* name : {"__module__", "__name__", "__qualname__", "__doc__", "__annotations__"}) {
    Value value = optional_attr(interp, function, name);
    if (value.is_error()) return false;
    if (!value.is_undefined() && !own.set(interp, name, std::move(value))) return false;
  }
  const Value dict = optional_attr(interp, function, "__dict__");
  if (dict.is_error()) return false;
  if (dict.is<DictObject>() && !update_dict(interp, own, dict)) return false;
  return own.set(interp, "__wrapped__", function);
}

Value wrap(Interpreter& interp, const Value& function, int64_t maxsize, bool typed) {
  if (!is_callable(function)) return interp.raise(ExceptionKind::kTypeError, "the first argument must be callable");
  auto wrapper = interp.heap().make_typed<CacheWrapperObject>(kCacheWrapperType, interp.heap(), function, maxsize, typed);
  return look_like(interp, *wrapper, function) ? Value::object(std::move(wrapper)) : Value::error();
}

// What lru_cache(maxsize=..., typed=...) returns: waits for the function.
struct CacheDecoratorObject : Object {
  CacheDecoratorObject(int64_t size, bool by_type) : maxsize(size), typed(by_type) {}
  int64_t maxsize;
  bool typed;
  static const Type kType;
};

const Type CacheDecoratorObject::kType = {
    .name = "function",
    .call =
        [](Interpreter& interp, Object* self, const Args& args) {
          const auto& decorator = *static_cast<CacheDecoratorObject*>(self);
          if (!check_positional(interp, "decorating_function", args, 1, 1)) return Value::error();
          return wrap(interp, args[0], decorator.maxsize, decorator.typed);
        },
};

}  // namespace

const Type kCacheWrapperType = {
    .name = "_lru_cache_wrapper",
    .module = "functools",
    .destroy = destroy_as<CacheWrapperObject>,
    .get_attr = [](Interpreter& interp, Object* self,
                   StrObject* name) { return wrapper_of(self).attributes.get(interp, self, name, {}); },
    .set_attr = [](Interpreter& interp, Object* self, StrObject* name,
                   const Value& value) { return wrapper_of(self).attributes.set(interp, self, name, value, {}); },
    .descr_get = bind,
    .call = cached_call,
    .methods = kMethods,
    .message_name = "functools._lru_cache_wrapper",
};

Value lru_cache(Interpreter& interp, const Args& args) {
  static constexpr const char* kNames[] = {"maxsize", "typed"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "lru_cache", .names = kNames}, args, out)) return Value::error();
  const int typed = out[1] ? truth(interp, *out[1]) : 0;
  if (typed < 0) return Value::error();
  int64_t maxsize = kUsualSize;
  if (out[0] && out[0]->is_none()) {
    maxsize = kUnbounded;
  } else if (out[0] && is_integer(*out[0])) {
    if (!to_int64(interp, *out[0], &maxsize)) return Value::error();
    maxsize = std::max<int64_t>(maxsize, 0);
  } else if (out[0] && is_callable(*out[0]) && (!out[1] || out[1]->is_bool())) {
    return wrap(interp, *out[0], kUsualSize, typed == 1);
  } else if (out[0]) {
    return interp.raise(ExceptionKind::kTypeError, "Expected first argument to be an integer, a callable, or None");
  }
  return Value::object(interp.heap().make<CacheDecoratorObject>(maxsize, typed == 1));
}

}  // namespace interloom::lang::modules
