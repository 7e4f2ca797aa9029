// re.Pattern and re.Match, and what their methods share.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/interpreter.h"
#include "worker/lang/modules/regex_matcher.h"
#include "worker/lang/modules/regex_program.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {

// The module's own state: one for each interpreter.
struct RegexState : Object {
  Value error_class;      // undefined until re.py sets it
  Ref<DictObject> cache;  // (pattern, flags) -> Pattern
  static const Type kType;
};

struct PatternObject : Object {
  PatternObject(Ref<RegexState> s, Value text) : state(std::move(s)), pattern(std::move(text)) {}
  Ref<RegexState> state;
  Value pattern;  // str or bytes
  RegexProgram program;
  uint64_t charged = 0;  // of the heap, for program
  static const Type kType;
};

struct MatchObject : Object {
  MatchObject(Ref<PatternObject> p, Value s, uint64_t first, uint64_t last, uint32_t group)
      : pattern(std::move(p)), string(std::move(s)), pos(first), endpos(last), last_group(group) {}
  Ref<PatternObject> pattern;
  Value string;
  uint64_t pos, endpos;  // in characters
  uint32_t last_group;
  // Byte offsets: start and end of group 0, 1, ...; kUnset: not matched.
  uint32_t* marks() { return reinterpret_cast<uint32_t*>(this + 1); }
  uint32_t group_count() const { return pattern->program.groups; }
  static const Type kType;
};

// The text that a pattern is used on; views its value.
struct RegexText {
  Value value;
  StrObject* str = nullptr;  // null: bytes
  std::string_view bytes;
  bool narrow = true;  // each character is a byte

  uint64_t length() const { return str ? str->length : bytes.size(); }
  uint64_t offset_of(Heap& heap, uint64_t index) const { return narrow ? index : str_offset(heap, *str, index); }
  uint64_t index_of(Heap& heap, uint64_t offset) const;
  // A part of it, of its own kind; the value itself when that is all of it.
  Value slice(Interpreter& interp, uint64_t first, uint64_t last) const;
};
// False: TypeError, not a text or not the pattern's kind.
bool regex_text(Interpreter& interp, const PatternObject& pattern, const Value& value, RegexText* out);
RegexText regex_text_of(const Value& value);  // REQUIRES: a str or bytes

// Compiles; raises through the state's class. `flags` as the user gave them.
Value compile_pattern(Interpreter& interp, RegexState& state, const Value& pattern, uint32_t flags);
Value raise_regex_error(Interpreter& interp, RegexState& state, const RegexFailure& failure, const Value& pattern);
// A Match of what the matcher has found.
Value make_match(Interpreter& interp, PatternObject& pattern, const RegexText& text, uint64_t pos, uint64_t endpos,
                 const RegexMatcher& found);
Value regex_class_getitem(Interpreter& interp, const Value& self, const Args& args);
// The number of a group that an index or a name stands for; -1 raised.
int64_t group_number(Interpreter& interp, MatchObject& match, const Value& key);

// The Pattern methods; `args` without self. re_module.cpp's functions come here too.
enum class RegexSearch : uint8_t { kMatch, kFullMatch, kSearch };
Value pattern_find(Interpreter& interp, PatternObject& pattern, RegexSearch how, const Value& string, const Value* pos,
                   const Value* endpos);
Value pattern_findall(Interpreter& interp, PatternObject& pattern, const Value& string, const Value* pos, const Value* endpos);
Value pattern_finditer(Interpreter& interp, PatternObject& pattern, const Value& string, const Value* pos, const Value* endpos);
Value pattern_split(Interpreter& interp, PatternObject& pattern, const Value& string, const Value* maxsplit);
Value pattern_sub(Interpreter& interp, PatternObject& pattern, const Value& repl, const Value& string, const Value* count,
                  bool with_count);

// A replacement: literal pieces and groups between them.
struct RegexTemplate {
  std::vector<std::string> literals;  // one more than groups
  std::vector<uint32_t> groups;
};
bool parse_template(Interpreter& interp, PatternObject& pattern, const Value& repl, RegexTemplate* out);

// The scope of a search: pos and endpos as offsets. False: raised.
struct RegexSpan {
  uint64_t first, last;              // in characters
  uint64_t first_offset, last_offset;
};
bool regex_span(Interpreter& interp, const RegexText& text, const Value* pos, const Value* endpos, RegexSpan* out);

}  // namespace interloom::lang::modules
