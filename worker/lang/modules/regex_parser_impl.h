// Inside of the parser. regex_parser.cpp has its structure, regex_repeats.cpp repeats, regex_escapes.cpp escapes and sets,
// regex_groups.cpp what begins with a parenthesis.
//
// The first failure is kept; every loop over items sees it (failed()) and comes to an end.
#pragma once

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

#include "worker/lang/modules/regex_parser.h"

namespace interloom::lang::modules {

// Characters of the pattern, an escape and its character together, with one read ahead.
class RegexTokens {
 public:
  explicit RegexTokens(std::u32string text) : text_(std::move(text)) { advance(); }

  struct Token {
    uint32_t first = 0, second = 0;
    uint8_t size = 0;  // 0: the end
    bool is(uint32_t c) const { return size == 1 && first == c; }
    bool is_escape() const { return size == 2; }
  };
  const Token& next() const { return next_; }
  Token take() {
    const Token token = next_;
    advance();
    return token;
  }
  bool match(uint32_t c) {
    if (!next_.is(c)) return false;
    advance();
    return true;
  }
  int64_t position() const { return static_cast<int64_t>(index_ - next_.size); }
  void seek(int64_t position) {
    index_ = static_cast<size_t>(position);
    advance();
  }
  // Up to `limit` tokens that satisfy the test.
  template <class Test>
  std::u32string take_while(size_t limit, Test test) {
    std::u32string out;
    while (out.size() < limit && next_.size == 1 && test(next_.first)) out += take().first;
    return out;
  }
  bool broken_escape() const { return broken_escape_; }  // the pattern ends with a single backslash, and it has been read
  int64_t size() const { return static_cast<int64_t>(text_.size()); }

 private:
  void advance();

  std::u32string text_;
  size_t index_ = 0;
  Token next_;
  bool broken_escape_ = false;
};

// Widths of nodes stop growing here: the least at one below "unbounded".
inline constexpr uint32_t kMaxMinWidth = kUnbounded - 1;
inline uint32_t saturated(uint64_t width, uint32_t limit) { return static_cast<uint32_t>(std::min<uint64_t>(width, limit)); }

std::string token_text(const RegexTokens::Token& token);
std::string utf8_of(std::u32string_view text);

// Heap bytes held while this lives.
class HeapCharge {
 public:
  explicit HeapCharge(Heap& heap) : heap_(heap) {}
  ~HeapCharge() { heap_.release(bytes_); }
  HeapCharge(const HeapCharge&) = delete;
  void add(uint64_t bytes) {
    heap_.charge(bytes);
    bytes_ += bytes;
  }

 private:
  Heap& heap_;
  uint64_t bytes_ = 0;
};

class RegexParser {
 public:
  RegexParser(Interpreter& interp, HeapCharge& charge, std::u32string text, bool bytes, uint32_t flags, RegexTree* tree,
              RegexFailure* failure)
      : interp_(interp), charge_(charge), tokens_(std::move(text)), bytes_(bytes), flags_(flags), tree_(*tree), failure_(*failure) {}
  bool parse();

 private:
  using Token = RegexTokens::Token;
  struct Sequence {  // of nodes linked by `next`
    uint32_t first = kNoNode, last = kNoNode, count = 0;
  };
  struct Group {
    uint32_t min_width = 0, max_width = 0;
    bool closed = false;
  };

  // Failing; all return kNoNode.
  uint32_t fail(std::string message, int64_t position);
  uint32_t fail_back(std::string message, int64_t back) { return fail(std::move(message), tokens_.position() - back); }
  uint32_t fail_as(RegexFailure::Kind kind, std::string message);
  bool failed();
  bool check_depth();

  uint32_t add(RegexKind kind, uint32_t min_width, uint32_t max_width, uint32_t value = 0, uint8_t detail = 0);
  uint32_t add_parent(RegexKind kind, uint32_t child, uint32_t value = 0, uint8_t detail = 0);
  void append(Sequence& sequence, uint32_t node);
  uint32_t finish(const Sequence& sequence);
  RegexNode& node(uint32_t index) { return tree_.nodes[index]; }

  bool has(uint32_t flag) const { return (flags_ & flag) != 0; }
  bool ascii() const { return bytes_ || has(regex_flag::kAscii); }
  RegexFold fold() const;

  uint32_t parse_alternatives(bool nested);
  uint32_t parse_sequence(bool nested, bool first);
  bool parse_item(Sequence& sequence, bool nested, bool first);
  bool skip_verbose(const Token& token);
  bool parse_repeat(Sequence& sequence, const Token& token);
  bool parse_counts(uint32_t* min, uint32_t* max, bool* literal);
  bool parse_count(const std::u32string& digits, uint32_t* out);
  uint32_t literal(uint32_t c);
  uint32_t add_set(RegexSetBuilder& builder, bool negated);
  uint32_t category_set(RegexCategory category);
  uint32_t position_node(RegexAt at);

  uint32_t parse_escape(const Token& token);
  uint32_t parse_digits(uint32_t digit);
  uint32_t reference(uint32_t group, size_t written);
  bool parse_hex(uint32_t letter, uint32_t* c);
  bool parse_name_escape(uint32_t* c);
  uint32_t parse_set();
  bool parse_set_item(RegexSetBuilder& builder, const Token& token, int64_t start, bool* closed);
  struct Member {  // of a set: a code point or a category
    bool is_category = false;
    RegexCategory category{};
    uint32_t c = 0;
  };
  bool set_member(const Token& token, Member* out);
  bool set_escape(const Token& token, Member* out);
  void add_member(RegexSetBuilder& builder, const Member& member);

  bool parse_group(Sequence& sequence, bool nested, bool first);
  bool parse_extension(Sequence& sequence, bool nested, bool first, int64_t start);
  bool parse_python_extension(Sequence& sequence, int64_t start);
  bool skip_comment(int64_t start);
  bool parse_name_reference(Sequence& sequence);
  bool parse_look(Sequence& sequence, uint32_t kind, int64_t start);
  bool parse_conditional(Sequence& sequence, int64_t start);
  bool condition_group(uint32_t* group);
  bool parse_contents(Sequence& sequence, const std::u32string* name, bool capture, bool atomic, int64_t start);
  bool parse_flags(Sequence& sequence, uint32_t letter, bool first, int64_t start);
  bool flags_on(uint32_t* letter, uint32_t* on);
  bool flags_off(uint32_t* off);
  bool set_global_flags(uint32_t on, const Sequence& sequence, bool first, int64_t start);
  bool until(uint32_t end, std::string_view what, std::u32string* out);
  bool check_name(const std::u32string& name, int64_t offset);
  bool check_look_behind(uint32_t group);
  bool check_closing(int64_t start);
  bool open_group(const std::u32string* name, uint32_t* number);
  bool check_flags();
  bool find_name(const std::u32string& name, uint32_t* group) const;

  Interpreter& interp_;
  HeapCharge& charge_;
  RegexTokens tokens_;
  bool bytes_;
  uint32_t flags_;        // in force here
  uint32_t global_ = 0;   // of the whole pattern
  RegexTree& tree_;
  RegexFailure& failure_;
  std::vector<Group> groups_{1};
  std::map<std::string, uint32_t, std::less<>> names_;
  std::map<uint32_t, int64_t> conditions_;      // groups that conditions name, first position
  uint32_t look_behind_groups_ = 0;             // groups opened before the outermost look-behind; 0: not in one
  std::map<std::pair<uint32_t, bool>, uint32_t> folded_;  // sets of letters' variants: one for each letter
};

}  // namespace interloom::lang::modules
