// The operations of re.Pattern on a text.
#include "worker/lang/bytes_ops.h"
#include "worker/lang/modules/re_objects.h"
#include "worker/lang/modules/text_buffer.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {
namespace {

using Result = RegexMatcher::Result;

// All matches of a pattern in a text, one after another: an empty match is not found twice, nor where the last one ended
// when that was empty.
class MatchRun {
 public:
  MatchRun(Interpreter& interp, PatternObject& pattern, const RegexText& text, uint64_t from, uint64_t end)
      : matcher_(interp, pattern.program, text.bytes.substr(0, end), text.narrow), at_(from), end_(end) {}
  Result next() {
    if (at_ > end_) return Result::kNo;
    const Result result = matcher_.find(RegexMatcher::Mode::kSearch, at_, must_advance_);
    if (result == Result::kYes) {
      must_advance_ = matcher_.start() == matcher_.end();
      at_ = matcher_.end();
    }
    return result;
  }
  const RegexMatcher& matcher() const { return matcher_; }
  uint64_t start() const { return matcher_.start(); }
  uint64_t end() const { return matcher_.end(); }

 private:
  RegexMatcher matcher_;
  uint64_t at_, end_;
  bool must_advance_ = false;
};

struct MatchIterator : Object {
  MatchIterator(Ref<PatternObject> p, Value s, RegexSpan where) : pattern(std::move(p)), string(std::move(s)), span(where) {}
  Ref<PatternObject> pattern;
  Value string;
  RegexSpan span;
  uint64_t at = 0;  // offset
  bool must_advance = false, done = false;
  static const Type kType;
};

Value iterator_next(Interpreter& interp, Object* self) {
  auto& it = *static_cast<MatchIterator*>(self);
  if (it.done || it.at > it.span.last_offset) return Value::undefined();
  const RegexText text = regex_text_of(it.string);
  RegexMatcher matcher(interp, it.pattern->program, text.bytes.substr(0, it.span.last_offset), text.narrow);
  const Result result = matcher.find(RegexMatcher::Mode::kSearch, it.at, it.must_advance);
  if (result != Result::kYes) {
    it.done = true;
    return result == Result::kNo ? Value::undefined() : Value::error();
  }
  it.must_advance = matcher.start() == matcher.end();
  it.at = matcher.end();
  return make_match(interp, *it.pattern, text, it.span.first, it.span.last, matcher);
}

// What findall and split give for a group.
Value group_value(Interpreter& interp, const RegexText& text, const RegexMatcher& found, uint32_t group, const Value& unmatched) {
  if (!found.group_matched(group)) return unmatched;
  return text.slice(interp, found.marks()[2 * group - 2], found.marks()[2 * group - 1]);
}

Value findall_item(Interpreter& interp, const PatternObject& pattern, const RegexText& text, const MatchRun& run,
                   const Value& empty) {
  const uint32_t groups = pattern.program.groups;
  if (groups == 0) return text.slice(interp, run.start(), run.end());
  if (groups == 1) return group_value(interp, text, run.matcher(), 1, empty);
  auto item = make_tuple(interp.heap(), groups);
  for (uint32_t group = 1; group <= groups; ++group) {
    item->items()[group - 1] = group_value(interp, text, run.matcher(), group, empty);
    if (item->items()[group - 1].is_error()) return Value::error();
  }
  return interp.charge_steps(groups / 2) ? Value::object(std::move(item)) : Value::error();
}

bool count_argument(Interpreter& interp, const Value* value, int64_t* out) {
  *out = 0;
  return !value || to_int64(interp, *value, out);
}

bool is_callable(const Value& value) { return value.is_object() && value.type()->call != nullptr; }

// Builds the result of sub: pieces of the text and replacements in turn.
class Substitution {
 public:
  Substitution(Interpreter& interp, PatternObject& pattern, const RegexText& text, const Value& repl)
      : interp_(interp), pattern_(pattern), text_(text), repl_(repl), out_(interp) {}

  bool prepare() {
    callable_ = is_callable(repl_);
    return callable_ || parse_template(interp_, pattern_, repl_, &template_);
  }
  bool copy(uint64_t first, uint64_t last) {
    if (first < last) ++items_;
    return first >= last || out_.append(text_.bytes.substr(first, last - first));
  }
  bool replace(const RegexMatcher& found) { return callable_ ? replace_by_call(found) : replace_by_template(found); }
  Value result() const { return text_.str ? out_.str() : out_.bytes(); }

 private:
  bool replace_by_template(const RegexMatcher& found) {
    for (size_t i = 0; i < template_.literals.size(); ++i) {
      if (!out_.append(template_.literals[i])) return false;
      if (i == template_.groups.size()) break;
      const uint32_t group = template_.groups[i];
      uint32_t first = found.start(), last = found.end();
      if (group > 0) {
        if (!found.group_matched(group)) continue;
        first = found.marks()[2 * group - 2];
        last = found.marks()[2 * group - 1];
      }
      if (!out_.append(text_.bytes.substr(first, last - first))) return false;
    }
    return interp_.charge_steps(1 + template_.groups.size() / 4);
  }

  bool replace_by_call(const RegexMatcher& found) {
    const Value match = make_match(interp_, pattern_, text_, 0, text_.length(), found);
    const Value made = call(interp_, repl_, Args(std::span<const Value>(&match, 1)));
    if (made.is_error()) return false;
    if (made.is_none()) return true;
    std::string_view bytes;
    const bool fits = text_.str ? made.is<StrObject>() : bytes_like(made, &bytes);
    if (fits) {
      ++items_;
      return out_.append(text_.str ? made.as<StrObject>()->view() : bytes);
    }
    interp_.raise(ExceptionKind::kTypeError, "sequence item ", items_, ": expected ",
                  text_.str ? "str instance" : "a bytes-like object", ", ", made.type_name(), " found");
    return false;
  }

  Interpreter& interp_;
  PatternObject& pattern_;
  const RegexText& text_;
  const Value& repl_;
  TextBuffer out_;
  RegexTemplate template_;
  bool callable_ = false;
  uint64_t items_ = 0;
};

}  // namespace

Value pattern_find(Interpreter& interp, PatternObject& pattern, RegexSearch how, const Value& string, const Value* pos,
                   const Value* endpos) {
  RegexText text;
  RegexSpan span;
  if (!regex_text(interp, pattern, string, &text) || !regex_span(interp, text, pos, endpos, &span)) return Value::error();
  RegexMatcher matcher(interp, pattern.program, text.bytes.substr(0, span.last_offset), text.narrow);
  const auto mode = how == RegexSearch::kMatch       ? RegexMatcher::Mode::kMatch
                    : how == RegexSearch::kFullMatch ? RegexMatcher::Mode::kFullMatch
                                                     : RegexMatcher::Mode::kSearch;
  const Result result = matcher.find(mode, span.first_offset);
  if (result == Result::kStopped) return Value::error();
  return result == Result::kNo ? Value::none() : make_match(interp, pattern, text, span.first, span.last, matcher);
}

Value pattern_findall(Interpreter& interp, PatternObject& pattern, const Value& string, const Value* pos, const Value* endpos) {
  RegexText text;
  RegexSpan span;
  if (!regex_text(interp, pattern, string, &text) || !regex_span(interp, text, pos, endpos, &span)) return Value::error();
  auto list = make_list(interp.heap());
  MatchRun run(interp, pattern, text, span.first_offset, span.last_offset);
  const Value empty = text.str ? str_value(interp.heap(), {}) : Value::object(make_bytes(interp.heap(), {}));
  for (;;) {
    const Result result = run.next();
    if (result == Result::kStopped) return Value::error();
    if (result == Result::kNo) return Value::object(std::move(list));
    Value item = findall_item(interp, pattern, text, run, empty);
    if (item.is_error()) return item;
    list->append(std::move(item));
  }
}

Value pattern_finditer(Interpreter& interp, PatternObject& pattern, const Value& string, const Value* pos, const Value* endpos) {
  RegexText text;
  RegexSpan span;
  if (!regex_text(interp, pattern, string, &text) || !regex_span(interp, text, pos, endpos, &span)) return Value::error();
  auto it = interp.heap().make<MatchIterator>(Ref<PatternObject>::share(&pattern), text.value, span);
  it->at = span.first_offset;
  return Value::object(std::move(it));
}

Value pattern_split(Interpreter& interp, PatternObject& pattern, const Value& string, const Value* maxsplit) {
  RegexText text;
  int64_t limit;
  if (!regex_text(interp, pattern, string, &text) || !count_argument(interp, maxsplit, &limit)) return Value::error();
  auto list = make_list(interp.heap());
  MatchRun run(interp, pattern, text, 0, text.bytes.size());
  uint64_t last = 0;
  auto add = [&](Value item) {
    if (item.is_error()) return false;
    list->append(std::move(item));
    return true;
  };
  for (int64_t n = 0; limit == 0 || n < limit; ++n) {
    const Result result = run.next();
    if (result == Result::kStopped) return Value::error();
    if (result == Result::kNo) break;
    if (!add(text.slice(interp, last, run.start()))) return Value::error();
    for (uint32_t group = 1; group <= pattern.program.groups; ++group) {
      if (!add(group_value(interp, text, run.matcher(), group, Value::none()))) return Value::error();
    }
    if (!interp.charge_steps(pattern.program.groups / 2)) return Value::error();
    last = run.end();
  }
  if (!add(text.slice(interp, last, text.bytes.size()))) return Value::error();
  return Value::object(std::move(list));
}

Value pattern_sub(Interpreter& interp, PatternObject& pattern, const Value& repl, const Value& string, const Value* count,
                  bool with_count) {
  RegexText text;
  int64_t limit, n = 0;
  if (!count_argument(interp, count, &limit)) return Value::error();
  Substitution substitution(interp, pattern, text, repl);
  if (!substitution.prepare() || !regex_text(interp, pattern, string, &text)) return Value::error();
  MatchRun run(interp, pattern, text, 0, text.bytes.size());
  uint64_t last = 0;
  for (; limit == 0 || n < limit; ++n) {
    const Result result = run.next();
    if (result == Result::kStopped) return Value::error();
    if (result == Result::kNo) break;
    if (!substitution.copy(last, run.start()) || !substitution.replace(run.matcher())) return Value::error();
    last = run.end();
  }
  Value out;
  if (n == 0) {
    out = text.slice(interp, 0, text.bytes.size());
  } else {
    if (!substitution.copy(last, text.bytes.size())) return Value::error();
    out = substitution.result();
  }
  if (out.is_error() || !with_count) return out;
  const Value pair[] = {std::move(out), Value::integer(n)};
  return Value::object(make_tuple(interp.heap(), std::span<const Value>(pair)));
}

const Type MatchIterator::kType = {
    .name = "callable_iterator",
    .destroy = [](Heap&, Object* self) { static_cast<MatchIterator*>(self)->~MatchIterator(); },
    .iter = [](Interpreter&, Object* self) { return Value::share(self); },
    .next = iterator_next,
};

}  // namespace interloom::lang::modules
