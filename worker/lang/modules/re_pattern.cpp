// re.Pattern: the object, its methods, compiling.
#include <string>

#include "worker/lang/modules/re_objects.h"
#include "worker/lang/modules/regex_parser_impl.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/user_descriptors.h"

namespace interloom::lang::modules {
namespace {

PatternObject& pattern_of(const Value& self) { return *self.as<PatternObject>(); }
PatternObject& pattern_of(Object* self) { return *static_cast<PatternObject*>(self); }

// The arguments (string, pos=0, endpos=sys.maxsize) that most methods have.
struct StringArguments {
  const Value* values[3];
  bool bind(Interpreter& interp, const char* function, const Args& args) {
    static constexpr const char* kNames[] = {"string", "pos", "endpos"};
    return bind_args(interp, {.function = function, .names = kNames, .required = 1}, args, values);
  }
};

template <RegexSearch kHow>
Value find_method(Interpreter& interp, const Value& self, const Args& args) {
  constexpr const char* kName = kHow == RegexSearch::kMatch ? "match" : kHow == RegexSearch::kSearch ? "search" : "fullmatch";
  StringArguments a;
  if (!a.bind(interp, kName, args)) return Value::error();
  return pattern_find(interp, pattern_of(self), kHow, *a.values[0], a.values[1], a.values[2]);
}

Value findall_method(Interpreter& interp, const Value& self, const Args& args) {
  StringArguments a;
  if (!a.bind(interp, "findall", args)) return Value::error();
  return pattern_findall(interp, pattern_of(self), *a.values[0], a.values[1], a.values[2]);
}

Value finditer_method(Interpreter& interp, const Value& self, const Args& args) {
  StringArguments a;
  if (!a.bind(interp, "finditer", args)) return Value::error();
  return pattern_finditer(interp, pattern_of(self), *a.values[0], a.values[1], a.values[2]);
}

Value split_method(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"string", "maxsplit"};
  const Value* bound[2];
  if (!bind_args(interp, {.function = "split", .names = kNames, .required = 1}, args, bound)) return Value::error();
  return pattern_split(interp, pattern_of(self), *bound[0], bound[1]);
}

template <bool kWithCount>
Value sub_method(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"repl", "string", "count"};
  const Value* bound[3];
  const Signature signature{.function = kWithCount ? "subn" : "sub", .names = kNames, .required = 2};
  if (!bind_args(interp, signature, args, bound)) return Value::error();
  return pattern_sub(interp, pattern_of(self), *bound[0], *bound[1], bound[2], kWithCount);
}

Value pattern_itself(Interpreter&, const Value& self, const Args&) { return self; }

std::string flag_names(const PatternObject& pattern) {
  using namespace regex_flag;
  static constexpr std::pair<uint32_t, const char*> kNames[] = {
      {1, "re.TEMPLATE"},       {kIgnoreCase, "re.IGNORECASE"}, {kLocale, "re.LOCALE"}, {kMultiLine, "re.MULTILINE"},
      {kDotAll, "re.DOTALL"},   {kUnicode, "re.UNICODE"},       {kVerbose, "re.VERBOSE"}, {kDebug, "re.DEBUG"},
      {kAscii, "re.ASCII"},
  };
  uint32_t flags = pattern.program.flags;
  if (!pattern.program.bytes && (flags & kTypes) == kUnicode) flags &= ~kUnicode;
  std::string out;
  for (const auto& [flag, name] : kNames) {
    if (!(flags & flag)) continue;
    out += out.empty() ? "" : "|";
    out += name;
    flags &= ~flag;
  }
  if (!flags) return out;
  char text[16];
  std::snprintf(text, sizeof text, "0x%x", flags);
  return out + (out.empty() ? "" : "|") + text;
}

Value pattern_repr(Interpreter& interp, Object* self) {
  constexpr size_t kShown = 200;
  PatternObject& pattern = pattern_of(self);
  std::string shown;
  if (!repr_text(interp, pattern.pattern, &shown)) return Value::error();
  size_t cut = 0;
  for (size_t n = 0; n < kShown && cut < shown.size(); ++n) next_code_point(shown, &cut);
  shown.resize(cut);
  const std::string flags = flag_names(pattern);
  return str_value(interp.heap(), str_cat("re.compile(", shown, flags.empty() ? "" : ", ", flags, ")"));
}

bool pattern_hash(Interpreter& interp, Object* self, int64_t* out) {
  PatternObject& pattern = pattern_of(self);
  if (!hash_of(interp, pattern.pattern, out)) return false;
  *out ^= static_cast<int64_t>(pattern.program.flags) * 0x9E3779B1;
  if (*out == -1) *out = -2;
  return true;
}

Value pattern_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  auto *a = left.as<PatternObject>(), *b = right.as<PatternObject>();
  if (!a || !b || (op != CompareOp::kEq && op != CompareOp::kNe)) return Value::not_implemented();
  int equal = a->program.flags == b->program.flags && a->program.bytes == b->program.bytes;
  if (equal) equal = values_equal(interp, a->pattern, b->pattern);
  return equal < 0 ? Value::error() : Value::boolean((equal != 0) == (op == CompareOp::kEq));
}

Value pattern_groupindex(Interpreter& interp, Object* self) {
  auto dict = make_dict(interp.heap());
  for (const auto& [name, number] : pattern_of(self).program.group_names) {
    if (!dict->set(interp, name, Value::integer(number)) || !interp.charge_steps(1)) return Value::error();
  }
  if (dict->size == 0) return Value::object(std::move(dict));
  return Value::object(interp.heap().make<MappingProxyObject>(Value::object(std::move(dict))));
}

constexpr Method kPatternMethods[] = {
    {"match", find_method<RegexSearch::kMatch>},
    {"search", find_method<RegexSearch::kSearch>},
    {"fullmatch", find_method<RegexSearch::kFullMatch>},
    {"findall", findall_method},
    {"finditer", finditer_method},
    {"split", split_method},
    {"sub", sub_method<false>},
    {"subn", sub_method<true>},
    {"__copy__", pattern_itself},
    {"__deepcopy__", pattern_itself},
    {"__class_getitem__", regex_class_getitem, MethodKind::kClass},
    {nullptr, nullptr},
};

constexpr Property kPatternProperties[] = {
    {"pattern", [](Interpreter&, Object* self) { return Value(pattern_of(self).pattern); }, nullptr},
    {"flags", [](Interpreter&, Object* self) { return Value::integer(pattern_of(self).program.flags); }, nullptr},
    {"groups", [](Interpreter&, Object* self) { return Value::integer(pattern_of(self).program.groups); }, nullptr},
    {"groupindex", pattern_groupindex, nullptr},
    {nullptr, nullptr, nullptr},
};

void destroy_pattern(Heap& heap, Object* self) {
  const uint64_t charged = pattern_of(self).charged;
  pattern_of(self).~PatternObject();
  heap.release(charged);
}

}  // namespace

// re.Pattern[str]
Value regex_class_getitem(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "__class_getitem__", args, 1, 1)) return Value::error();
  return make_generic_alias(interp, self, args[0]);
}

Value raise_regex_error(Interpreter& interp, RegexState& state, const RegexFailure& failure, const Value& pattern) {
  switch (failure.kind) {
    case RegexFailure::Kind::kRaised:
      return Value::error();
    case RegexFailure::Kind::kOverflow:
      return interp.raise(ExceptionKind::kOverflowError, failure.message);
    case RegexFailure::Kind::kValue:
      return interp.raise(ExceptionKind::kValueError, failure.message);
    default:
      break;
  }
  if (state.error_class.is_undefined()) return interp.raise(ExceptionKind::kValueError, failure.message);
  const bool placed = failure.position >= 0;
  const Value args[] = {str_value(interp.heap(), failure.message), placed ? pattern : Value::none(),
                        placed ? Value::integer(failure.position) : Value::none()};
  Value error = call(interp, state.error_class, Args(std::span<const Value>(args)));
  return error.is_error() ? error : interp.raise_value(std::move(error));
}

Value compile_pattern(Interpreter& interp, RegexState& state, const Value& pattern, uint32_t flags) {
  const RegexText text = regex_text_of(pattern);
  auto object = interp.heap().make<PatternObject>(Ref<RegexState>::share(&state), pattern);
  RegexFailure failure;
  RegexTree tree;
  {
    // The tree and the program together; what the program keeps is charged below.
    HeapCharge working(interp.heap());
    working.add(text.bytes.size() * 256);
    if (!parse_regex(interp, text.bytes, text.str == nullptr, flags, &tree, &failure) ||
        !compile_regex(interp, std::move(tree), &object->program, &failure))
      return raise_regex_error(interp, state, failure, pattern);
  }
  const uint64_t bytes = object->program.bytes_used();
  interp.heap().charge(bytes);
  object->charged = bytes;
  return Value::object(std::move(object));
}

const Type RegexState::kType = {
    .name = "state",
    .module = "_re",
    .destroy = [](Heap&, Object* self) { static_cast<RegexState*>(self)->~RegexState(); },
};

const Type PatternObject::kType = {
    .name = "Pattern",
    .module = "re",
    .destroy = destroy_pattern,
    .owns_external = true,
    .external_bytes = [](const Object* self) { return static_cast<const PatternObject*>(self)->charged; },
    .repr = pattern_repr,
    .hash = pattern_hash,
    .compare = pattern_compare,
    .methods = kPatternMethods,
    .properties = kPatternProperties,
};

}  // namespace interloom::lang::modules
