#include "worker/lang/modules/re_module.h"

#include <string>

#include "worker/lang/function.h"
#include "worker/lang/modules/python_args.h"
#include "worker/lang/modules/re_objects.h"
#include "worker/lang/modules/text_buffer.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

constexpr uint64_t kMaxCached = 512;

// The flags argument: an int, or an IntFlag.
bool flags_argument(Interpreter& interp, const Value* value, uint32_t* out) {
  *out = 0;
  if (!value) return true;
  int64_t flags;
  if (!to_int64(interp, *value, &flags)) return false;
  if (flags < INT32_MIN || flags > INT32_MAX) {
    interp.raise(ExceptionKind::kOverflowError, "Python int too large to convert to C int");
    return false;
  }
  *out = static_cast<uint32_t>(flags);
  return true;
}

Value cached_compile(Interpreter& interp, RegexState& state, const Value& pattern, uint32_t flags) {
  if (pattern.is<PatternObject>()) {
    if (!flags) return pattern;
    return interp.raise(ExceptionKind::kValueError, "cannot process flags argument with a compiled pattern");
  }
  if (!pattern.is<StrObject>() && !pattern.is<BytesObject>())
    return interp.raise(ExceptionKind::kTypeError, "first argument must be string or compiled pattern");
  const bool cacheable = (pattern.exact<StrObject>() || pattern.exact<BytesObject>()) && !(flags & regex_flag::kDebug);
  if (!cacheable) return compile_pattern(interp, state, pattern, flags);
  const Value parts[] = {pattern, Value::integer(flags)};
  const Value key = Value::object(make_tuple(interp.heap(), std::span<const Value>(parts)));
  bool failed = false;
  if (const Value* found = state.cache->find(interp, key, &failed)) return *found;
  if (failed) return Value::error();
  Value compiled = compile_pattern(interp, state, pattern, flags);
  if (compiled.is_error()) return compiled;
  if (state.cache->size >= kMaxCached) state.cache->clear();
  return state.cache->set(interp, key, compiled) ? compiled : Value::error();
}

// The pattern of a module function, compiled; undefined: raised.
PatternObject* pattern_argument(Interpreter& interp, RegexState& state, const Value& pattern, const Value* flags, Value* keep) {
  uint32_t bits;
  if (!flags_argument(interp, flags, &bits)) return nullptr;
  *keep = cached_compile(interp, state, pattern, bits);
  return keep->is_error() ? nullptr : keep->as<PatternObject>();
}

constexpr const char* kFindNames[] = {"pattern", "string", "flags"};
constexpr const char* kSplitNames[] = {"pattern", "string", "maxsplit", "flags"};
constexpr const char* kSubNames[] = {"pattern", "repl", "string", "count", "flags"};

using FindFunction = Value (*)(Interpreter&, PatternObject&, const Value& string);

Value run_find(Interpreter& interp, RegexState& state, const char* name, FindFunction function, const Args& args) {
  const Value* bound[3];
  Value keep;
  if (!bind_python_args(interp, {.function = name, .names = kFindNames, .required = 2}, args, bound)) return Value::error();
  PatternObject* pattern = pattern_argument(interp, state, *bound[0], bound[2], &keep);
  return pattern ? function(interp, *pattern, *bound[1]) : Value::error();
}

Value run_split(Interpreter& interp, RegexState& state, const Args& args) {
  const Value* bound[4];
  Value keep;
  if (!bind_python_args(interp, {.function = "split", .names = kSplitNames, .required = 2}, args, bound)) return Value::error();
  PatternObject* pattern = pattern_argument(interp, state, *bound[0], bound[3], &keep);
  return pattern ? pattern_split(interp, *pattern, *bound[1], bound[2]) : Value::error();
}

Value run_sub(Interpreter& interp, RegexState& state, bool with_count, const Args& args) {
  const Value* bound[5];
  Value keep;
  const Signature signature{.function = with_count ? "subn" : "sub", .names = kSubNames, .required = 3};
  if (!bind_python_args(interp, signature, args, bound)) return Value::error();
  PatternObject* pattern = pattern_argument(interp, state, *bound[0], bound[4], &keep);
  return pattern ? pattern_sub(interp, *pattern, *bound[1], *bound[2], bound[3], with_count) : Value::error();
}

Value run_compile(Interpreter& interp, RegexState& state, const Args& args) {
  static constexpr const char* kNames[] = {"pattern", "flags"};
  const Value* bound[2];
  uint32_t flags;
  if (!bind_python_args(interp, {.function = "compile", .names = kNames, .required = 1}, args, bound)) return Value::error();
  return flags_argument(interp, bound[1], &flags) ? cached_compile(interp, state, *bound[0], flags) : Value::error();
}

// A backslash before whatever could mean something.
Value escape(Interpreter& interp, const Args& args) {
  static constexpr std::string_view kSpecial = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f";
  static constexpr const char* kNames[] = {"pattern"};
  const Value* bound[1];
  if (!bind_python_args(interp, {.function = "escape", .names = kNames, .required = 1}, args, bound)) return Value::error();
  const Value& pattern = *bound[0];
  if (!pattern.is<StrObject>() && !pattern.is<BytesObject>()) {
    return interp.raise(ExceptionKind::kTypeError, "decoding to str: need a bytes-like object, ", pattern.type_name(), " found");
  }
  TextBuffer out(interp);
  for (const char c : regex_text_of(pattern).bytes) {
    if (kSpecial.find(c) != std::string_view::npos && !out.append('\\')) return Value::error();
    if (!out.append(c)) return Value::error();
  }
  return pattern.is<StrObject>() ? out.str() : out.bytes();
}

void add_find(Interpreter& interp, ModuleObject& module, const Ref<RegexState>& state, const char* name, FindFunction function) {
  module.add(interp, name, native_closure(interp.heap(), name, [state, name, function](Interpreter& in, const Args& args) {
               return run_find(in, *state, name, function, args);
             }));
}

template <class Run>
void add(Interpreter& interp, ModuleObject& module, const Ref<RegexState>& state, const char* name, Run run) {
  module.add(interp, name, native_closure(interp.heap(), name, [state, run](Interpreter& in, const Args& args) {
               return run(in, *state, args);
             }));
}

Value set_error_class(Interpreter& interp, RegexState& state, const Args& args) {
  if (!check_positional(interp, "set_error_class", args, 1, 1)) return Value::error();
  state.error_class = args[0];
  return Value::none();
}

bool init(Interpreter& interp, ModuleObject& module) {
  auto state = interp.heap().make<RegexState>();
  state->cache = make_dict(interp.heap());
  add_find(interp, module, state, "match", [](Interpreter& in, PatternObject& pattern, const Value& string) {
    return pattern_find(in, pattern, RegexSearch::kMatch, string, nullptr, nullptr);
  });
  add_find(interp, module, state, "search", [](Interpreter& in, PatternObject& pattern, const Value& string) {
    return pattern_find(in, pattern, RegexSearch::kSearch, string, nullptr, nullptr);
  });
  add_find(interp, module, state, "fullmatch", [](Interpreter& in, PatternObject& pattern, const Value& string) {
    return pattern_find(in, pattern, RegexSearch::kFullMatch, string, nullptr, nullptr);
  });
  add_find(interp, module, state, "findall", [](Interpreter& in, PatternObject& pattern, const Value& string) {
    return pattern_findall(in, pattern, string, nullptr, nullptr);
  });
  add_find(interp, module, state, "finditer", [](Interpreter& in, PatternObject& pattern, const Value& string) {
    return pattern_finditer(in, pattern, string, nullptr, nullptr);
  });
  add(interp, module, state, "compile", run_compile);
  add(interp, module, state, "split", run_split);
  add(interp, module, state, "sub", [](Interpreter& in, RegexState& s, const Args& args) { return run_sub(in, s, false, args); });
  add(interp, module, state, "subn", [](Interpreter& in, RegexState& s, const Args& args) { return run_sub(in, s, true, args); });
  add(interp, module, state, "set_error_class", set_error_class);
  add(interp, module, state, "purge", [](Interpreter&, RegexState& s, const Args&) {
    s.cache->clear();
    return Value::none();
  });
  module.add(interp, "escape", native_function(interp.heap(), "escape", escape));
  module.add(interp, "Pattern", interp.type_object(PatternObject::kType));
  module.add(interp, "Match", interp.type_object(MatchObject::kType));
  return true;
}

}  // namespace

const NativeModule kReModule = {"_re", init};

}  // namespace interloom::lang::modules
