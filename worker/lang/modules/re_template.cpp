// Replacement templates: "\1", "\g<name>", escapes.
#include "worker/lang/bytes_ops.h"
#include "worker/lang/iterators.h"
#include "worker/lang/modules/re_objects.h"
#include "worker/lang/modules/regex_parser_impl.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/unicode.h"

namespace interloom::lang::modules {
namespace {

bool is_octal(const RegexTokens::Token& t) { return t.size == 1 && t.first >= '0' && t.first <= '7'; }
bool is_decimal_token(const RegexTokens::Token& t) { return t.size == 1 && t.first >= '0' && t.first <= '9'; }

class TemplateParser {
 public:
  TemplateParser(Interpreter& interp, PatternObject& pattern, const Value& repl, std::u32string text, bool bytes,
                 RegexTemplate& out)
      : interp_(interp), pattern_(pattern), repl_(repl), tokens_(std::move(text)), bytes_(bytes), out_(out) {
    out_.literals.emplace_back();
  }

  bool parse() {
    for (;;) {
      if (tokens_.broken_escape()) return fail("bad escape (end of pattern)", tokens_.size() - 1);
      const RegexTokens::Token token = tokens_.take();
      if (token.size == 0) return true;
      if (token.is_escape()) {
        if (!parse_escape(token)) return false;
      } else {
        add(token.first);
      }
    }
  }

 private:
  bool fail(std::string message, int64_t position) {
    RegexFailure failure{RegexFailure::Kind::kRegex, std::move(message), position};
    if (tokens_.broken_escape()) failure = {RegexFailure::Kind::kRegex, "bad escape (end of pattern)", tokens_.size() - 1};
    raise_regex_error(interp_, *pattern_.state, failure, repl_);
    return false;
  }
  bool fail_back(std::string message, int64_t back) { return fail(std::move(message), tokens_.position() - back); }

  void add(uint32_t c) {
    if (bytes_) {
      out_.literals.back() += static_cast<char>(c);
    } else {
      append_utf8(out_.literals.back(), c);
    }
  }

  bool add_group(uint64_t group, int64_t back) {
    if (group > pattern_.program.groups) return fail_back(str_cat("invalid group reference ", group), back);
    out_.groups.push_back(static_cast<uint32_t>(group));
    out_.literals.emplace_back();
    return true;
  }

  bool parse_escape(const RegexTokens::Token& token) {
    const uint32_t letter = token.second;
    if (letter == 'g') return parse_named();
    if (letter == '0') {
      uint32_t c = 0;
      for (int i = 0; i < 2 && is_octal(tokens_.next()); ++i) c = c * 8 + (tokens_.take().first - '0');
      add(c & 0xFF);
      return true;
    }
    if (letter >= '1' && letter <= '9') return parse_number(letter);
    static constexpr std::string_view kLetters = "abfnrtv\\", kControls = "\a\b\f\n\r\t\v\\";
    if (const size_t at = kLetters.find(static_cast<char>(letter)); letter < 0x80 && at != std::string_view::npos) {
      add(static_cast<unsigned char>(kControls[at]));
      return true;
    }
    if ((letter | 0x20) >= 'a' && (letter | 0x20) <= 'z') return fail_back("bad escape " + token_text(token), 2);
    add('\\');
    add(letter);
    return true;
  }

  // \1, \12, or three octal digits.
  bool parse_number(uint32_t digit) {
    std::string digits(1, static_cast<char>(digit));
    if (is_decimal_token(tokens_.next())) {
      digits += static_cast<char>(tokens_.take().first);
      if (digit <= '7' && digits[1] <= '7' && is_octal(tokens_.next())) {
        digits += static_cast<char>(tokens_.take().first);
        const uint32_t c = static_cast<uint32_t>(std::stoi(digits, nullptr, 8));
        if (c > 0377) return fail_back(str_cat("octal escape value \\", digits, " outside of range 0-0o377"), 4);
        add(c);
        return true;
      }
    }
    return add_group(static_cast<uint64_t>(std::stoi(digits)), static_cast<int64_t>(digits.size()));
  }

  // \g<name> or \g<number>
  bool parse_named() {
    if (!tokens_.match('<')) return fail_back("missing <", 0);
    const int64_t start = tokens_.position();
    std::u32string name;
    for (;;) {
      const RegexTokens::Token token = tokens_.take();
      if (token.size == 0) return fail(name.empty() ? "missing group name" : "missing >, unterminated name", start);
      if (token.is('>')) break;
      name += token.first;
      if (token.is_escape()) name += token.second;
    }
    if (name.empty()) return fail_back("missing group name", 1);
    const int64_t back = static_cast<int64_t>(name.size()) + 1;
    const std::string text = utf8_of(name);
    if (is_identifier(text)) {
      for (const auto& [known, number] : pattern_.program.group_names) {
        if (known == text) return add_group(number, back);
      }
      interp_.raise(ExceptionKind::kIndexError, "unknown group name ", repr_of_str(text));
      return false;
    }
    const Value number = parse_int(interp_, text, 10);
    if (number.is_error()) {
      if (interp_.stopping()) return false;
      interp_.take_exception();
    }
    if (number.is_error() || (number.is_int() && number.as_int() < 0))
      return fail_back("bad character in group name " + repr_of_str(text), back);
    if (!number.is_int()) return fail_back("invalid group reference " + int_to_decimal(number), back);
    return add_group(static_cast<uint64_t>(number.as_int()), back);
  }

  Interpreter& interp_;
  PatternObject& pattern_;
  const Value& repl_;
  RegexTokens tokens_;
  bool bytes_;
  RegexTemplate& out_;
};

}  // namespace

bool parse_template(Interpreter& interp, PatternObject& pattern, const Value& repl, RegexTemplate* out) {
  const bool is_text = repl.is<StrObject>();
  std::string_view text;
  if (is_text) {
    text = repl.as<StrObject>()->view();
  } else if (!bytes_like(repl, &text)) {
    interp.raise(ExceptionKind::kTypeError, "decoding to str: need a bytes-like object, ", repl.type_name(), " found");
    return false;
  }
  if (!charge_bytes(interp, text.size() * 4)) return false;
  if (text.find('\\') == std::string_view::npos) {
    out->literals.emplace_back(text);
  } else {
    std::u32string decoded;
    for (size_t at = 0; at < text.size();) {
      decoded += is_text ? static_cast<char32_t>(next_code_point(text, &at)) : static_cast<unsigned char>(text[at++]);
    }
    if (!TemplateParser(interp, pattern, repl, std::move(decoded), !is_text, *out).parse()) return false;
  }
  if (is_text != pattern.program.bytes) return true;
  // CPython finds out when it joins the pieces.
  interp.raise(ExceptionKind::kTypeError, "sequence item 0: expected ", is_text ? "a bytes-like object, str" : "str instance, bytes",
               " found");
  return false;
}

}  // namespace interloom::lang::modules
