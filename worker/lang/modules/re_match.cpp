// re.Match.
#include <algorithm>

#include "worker/lang/modules/re_objects.h"
#include "worker/lang/modules/text_buffer.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

MatchObject& match_of(const Value& self) { return *self.as<MatchObject>(); }
MatchObject& match_of(Object* self) { return *static_cast<MatchObject*>(self); }

Value group_text(Interpreter& interp, MatchObject& match, uint64_t group, const Value& fallback) {
  const uint32_t* marks = match.marks();
  if (marks[2 * group] == kUnset) return fallback;
  return regex_text_of(match.string).slice(interp, marks[2 * group], marks[2 * group + 1]);
}

Value group_edge(Interpreter& interp, MatchObject& match, uint64_t slot) {
  const uint32_t offset = match.marks()[slot];
  if (offset == kUnset) return Value::integer(-1);
  return Value::integer(static_cast<int64_t>(regex_text_of(match.string).index_of(interp.heap(), offset)));
}

Value span_of(Interpreter& interp, MatchObject& match, uint64_t group) {
  const Value pair[] = {group_edge(interp, match, 2 * group), group_edge(interp, match, 2 * group + 1)};
  return Value::object(make_tuple(interp.heap(), std::span<const Value>(pair)));
}

// The optional group argument of start, end and span: -1 raised.
int64_t group_argument(Interpreter& interp, MatchObject& match, const char* function, const Args& args) {
  if (!check_positional(interp, function, args, 0, 1)) return -1;
  return args.size() == 0 ? 0 : group_number(interp, match, args[0]);
}

Value match_group(Interpreter& interp, const Value& self, const Args& args) {
  MatchObject& match = match_of(self);
  if (args.keyword_count) return interp.raise(ExceptionKind::kTypeError, "Match.group() takes no keyword arguments");
  if (args.size() == 0) return group_text(interp, match, 0, Value::none());
  auto texts = make_tuple(interp.heap(), args.size());
  for (uint32_t i = 0; i < args.size(); ++i) {
    const int64_t group = group_number(interp, match, args[i]);
    if (group < 0) return Value::error();
    texts->items()[i] = group_text(interp, match, static_cast<uint64_t>(group), Value::none());
    if (texts->items()[i].is_error()) return Value::error();
  }
  return args.size() == 1 ? Value(texts->items()[0]) : Value::object(std::move(texts));
}

Value match_get_item(Interpreter& interp, Object* self, const Value& key) {
  const int64_t group = group_number(interp, match_of(self), key);
  return group < 0 ? Value::error() : group_text(interp, match_of(self), static_cast<uint64_t>(group), Value::none());
}

bool default_argument(Interpreter& interp, const char* function, const Args& args, Value* out) {
  static constexpr const char* kNames[] = {"default"};
  const Value* bound[1];
  if (!bind_args(interp, {.function = function, .names = kNames}, args, bound)) return false;
  *out = bound[0] ? *bound[0] : Value::none();
  return true;
}

Value match_groups(Interpreter& interp, const Value& self, const Args& args) {
  MatchObject& match = match_of(self);
  Value fallback;
  if (!default_argument(interp, "groups", args, &fallback)) return Value::error();
  auto texts = make_tuple(interp.heap(), match.group_count());
  for (uint64_t group = 1; group <= match.group_count(); ++group) {
    texts->items()[group - 1] = group_text(interp, match, group, fallback);
    if (texts->items()[group - 1].is_error() || !interp.charge_steps(1)) return Value::error();
  }
  return Value::object(std::move(texts));
}

Value match_groupdict(Interpreter& interp, const Value& self, const Args& args) {
  MatchObject& match = match_of(self);
  Value fallback;
  if (!default_argument(interp, "groupdict", args, &fallback)) return Value::error();
  auto dict = make_dict(interp.heap());
  for (const auto& [name, group] : match.pattern->program.group_names) {
    const Value text = group_text(interp, match, group, fallback);
    if (text.is_error() || !interp.charge_steps(1) || !dict->set(interp, name, text)) return Value::error();
  }
  return Value::object(std::move(dict));
}

Value match_start(Interpreter& interp, const Value& self, const Args& args) {
  const int64_t group = group_argument(interp, match_of(self), "start", args);
  return group < 0 ? Value::error() : group_edge(interp, match_of(self), 2 * static_cast<uint64_t>(group));
}

Value match_end(Interpreter& interp, const Value& self, const Args& args) {
  const int64_t group = group_argument(interp, match_of(self), "end", args);
  return group < 0 ? Value::error() : group_edge(interp, match_of(self), 2 * static_cast<uint64_t>(group) + 1);
}

Value match_span(Interpreter& interp, const Value& self, const Args& args) {
  const int64_t group = group_argument(interp, match_of(self), "span", args);
  return group < 0 ? Value::error() : span_of(interp, match_of(self), static_cast<uint64_t>(group));
}

Value match_expand(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"template"};
  const Value* bound[1];
  if (!bind_args(interp, {.function = "expand", .names = kNames, .required = 1}, args, bound)) return Value::error();
  MatchObject& match = match_of(self);
  RegexTemplate pieces;
  if (!parse_template(interp, *match.pattern, *bound[0], &pieces)) return Value::error();
  TextBuffer out(interp);
  const RegexText text = regex_text_of(match.string);
  for (size_t i = 0; i < pieces.literals.size(); ++i) {
    if (!out.append(pieces.literals[i])) return Value::error();
    if (i == pieces.groups.size()) break;
    const uint32_t* marks = match.marks() + 2 * pieces.groups[i];
    if (marks[0] != kUnset && !out.append(text.bytes.substr(marks[0], marks[1] - marks[0]))) return Value::error();
  }
  return match.pattern->program.bytes ? out.bytes() : out.str();
}

Value match_itself(Interpreter&, const Value& self, const Args&) { return self; }

Value match_lastgroup(Interpreter& interp, Object* self) {
  const MatchObject& match = match_of(self);
  for (const auto& [name, group] : match.pattern->program.group_names) {
    if (group == match.last_group) return str_value(interp.heap(), name);
  }
  return Value::none();
}

Value match_regs(Interpreter& interp, Object* self) {
  MatchObject& match = match_of(self);
  auto spans = make_tuple(interp.heap(), match.group_count() + 1);
  for (uint64_t group = 0; group <= match.group_count(); ++group) {
    spans->items()[group] = span_of(interp, match, group);
    if (!interp.charge_steps(1)) return Value::error();
  }
  return Value::object(std::move(spans));
}

Value match_repr(Interpreter& interp, Object* self) {
  constexpr size_t kShown = 50;
  MatchObject& match = match_of(self);
  const Value text = group_text(interp, match, 0, Value::none()), span = span_of(interp, match, 0);
  std::string shown, where;
  if (text.is_error() || !repr_text(interp, text, &shown) || !repr_text(interp, span, &where)) return Value::error();
  size_t cut = 0;
  for (size_t n = 0; n < kShown && cut < shown.size(); ++n) next_code_point(shown, &cut);
  shown.resize(cut);
  return str_value(interp.heap(), str_cat("<re.Match object; span=", where, ", match=", shown, ">"));
}

constexpr Method kMatchMethods[] = {
    {"group", match_group},      {"groups", match_groups}, {"groupdict", match_groupdict}, {"start", match_start},
    {"end", match_end},          {"span", match_span},     {"expand", match_expand},       {"__copy__", match_itself},
    {"__deepcopy__", match_itself}, {"__class_getitem__", regex_class_getitem, MethodKind::kClass}, {nullptr, nullptr},
};

constexpr Property kMatchProperties[] = {
    {"string", [](Interpreter&, Object* self) { return Value(match_of(self).string); }, nullptr},
    {"re", [](Interpreter&, Object* self) { return Value::share(match_of(self).pattern.get()); }, nullptr},
    {"pos", [](Interpreter&, Object* self) { return Value::integer(static_cast<int64_t>(match_of(self).pos)); }, nullptr},
    {"endpos", [](Interpreter&, Object* self) { return Value::integer(static_cast<int64_t>(match_of(self).endpos)); }, nullptr},
    {"lastindex",
     [](Interpreter&, Object* self) {
       const uint32_t group = match_of(self).last_group;
       return group ? Value::integer(group) : Value::none();
     },
     nullptr},
    {"lastgroup", match_lastgroup, nullptr},
    {"regs", match_regs, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace

int64_t group_number(Interpreter& interp, MatchObject& match, const Value& key) {
  const auto& names = match.pattern->program.group_names;
  if (is_integer(key) || (key.is_object() && key.type()->to_index)) {
    int64_t index;
    if (!to_int64(interp, key, &index)) {
      if (interp.stopping() || !as_exception(interp.exception())) return -1;
      interp.take_exception();
      index = -1;
    }
    if (index >= 0 && index <= match.group_count()) return index;
  } else if (const auto* name = key.as<StrObject>()) {
    if (!interp.charge_steps(names.size() / 8)) return -1;
    for (const auto& [group_name, number] : names) {
      if (group_name == name->view()) return number;
    }
  }
  interp.raise(ExceptionKind::kIndexError, "no such group");
  return -1;
}

Value make_match(Interpreter& interp, PatternObject& pattern, const RegexText& text, uint64_t pos, uint64_t endpos,
                 const RegexMatcher& found) {
  const size_t groups = pattern.program.groups;
  auto match = interp.heap().make_sized<MatchObject>((groups + 1) * 2 * sizeof(uint32_t), Ref<PatternObject>::share(&pattern),
                                                     text.value, pos, endpos, found.last_group());
  uint32_t* marks = match->marks();
  marks[0] = found.start();
  marks[1] = found.end();
  for (uint32_t group = 1; group <= groups; ++group) {
    const bool matched = found.group_matched(group);
    marks[2 * group] = matched ? found.marks()[2 * group - 2] : kUnset;
    marks[2 * group + 1] = matched ? found.marks()[2 * group - 1] : kUnset;
  }
  return Value::object(std::move(match));
}

const Type MatchObject::kType = {
    .name = "Match",
    .module = "re",
    .destroy = [](Heap&, Object* self) { match_of(self).~MatchObject(); },
    .repr = match_repr,
    .get_item = match_get_item,
    .methods = kMatchMethods,
    .properties = kMatchProperties,
};

}  // namespace interloom::lang::modules
