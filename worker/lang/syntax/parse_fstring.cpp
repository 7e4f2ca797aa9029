// f-strings and t-strings (PEP 701, PEP 750): the lexer has cut them into text and replacement fields.
#include "common/status.h"
#include "worker/lang/syntax/escapes.h"
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"
#include "worker/lang/syntax/string_parts.h"

namespace interloom::lang::syntax {

bool Parser::formatted_string(StringParts& parts) {
  const uint8_t flags = tok().flags;
  parts.formatted = true;
  ++pos_;
  return fstring_items(parts, flags & kTemplatePrefix) && accept(Tok::kFStringEnd);
}

// Text and replacement fields, as long as there are any.
bool Parser::fstring_items(StringParts& parts, bool is_template) {
  for (;;) {
    if (at(Tok::kFStringMiddle)) {
      const Token& token = tok();
      parts.extend(span_of(token), false);
      ++pos_;
      const Escapes how{(token.flags & kRawPrefix) != 0, false, (token.flags & kInFormatSpec) == 0};
      if (!decode_into(token, text_of(token), how, parts.text)) return false;
    } else if (at(Tok::kLBrace)) {
      if (!replacement_field(parts, is_template)) return false;
    } else {
      return true;
    }
  }
}

// '{' value ['='] ['!' NAME] [':' format_spec] '}'
bool Parser::replacement_field(StringParts& parts, bool is_template) {
  if (!enter()) return false;
  const uint32_t first = pos_++;
  Expr* value = field_value(is_template);
  if (!value) return false;
  const Span inner{tokens_[first].end_line, tokens_[first].end_column, 0, 0};
  const uint32_t value_end = tokens_[pos_ - 1].end;
  const bool debug = accept(Tok::kEqual);
  if (debug) {  // the text up to what follows the '='
    const Token& next = tok();
    parts.extend({inner.lineno, inner.col_offset, next.line, next.column}, false);
    append_without_comments(first, parts.text);
  }
  flush_text(parts);
  int32_t conversion = -1;
  if (at(Tok::kExclamation) && !field_conversion(conversion, is_template)) return false;
  Expr* spec = nullptr;
  const bool has_spec = at(Tok::kColon);
  if (has_spec) {
    spec = format_spec();
    if (!spec) return false;
  }
  if (!accept(Tok::kRBrace)) return invalid_field_end(debug, conversion, has_spec, is_template), false;
  if (debug && !has_spec && conversion < 0) conversion = 'r';
  Expr* node;
  if (is_template) {
    auto* field = make_expr<Interpolation>(first);
    field->value = value;
    field->str = ast_.arena->copy(source_.substr(tokens_[first + 1].start, value_end - tokens_[first + 1].start));
    field->conversion = conversion;
    field->format_spec = spec;
    node = field;
  } else {
    auto* field = make_expr<FormattedValue>(first);
    field->value = value;
    field->conversion = conversion;
    field->format_spec = spec;
    node = field;
  }
  if (!over(node, {value, spec})) return false;
  list_add(node);
  return true;
}

// The source between the token `first` and the current one, without its comments: they stand between tokens.
void Parser::append_without_comments(uint32_t first, std::string& out) const {
  for (uint32_t i = first; i < pos_; ++i) {
    const std::string_view gap = source_.substr(tokens_[i].end, tokens_[i + 1].start - tokens_[i].end);
    bool comment = false;
    for (const char c : gap) {
      comment = c == '#' || (comment && c != '\n');
      if (!comment) out.push_back(c);
    }
    if (i + 1 < pos_) out.append(text_of(tokens_[i + 1]));
  }
}

Expr* Parser::field_value(bool is_template) {
  const std::string_view kind_name = is_template ? "t-string: " : "f-string: ";
  const auto wrong = [&](const std::string& message) { return raise_at(tok(), std::string(kind_name) + message); };
  const bool empty = at(Tok::kEqual) || at(Tok::kExclamation) || at(Tok::kColon) || at(Tok::kRBrace);
  if (empty) {
    note_farthest();
    return second_pass() ? wrong("valid expression required before '" + std::string(token_spelling(kind())) + "'") : nullptr;
  }
  const uint32_t first = pos_;
  Expr* value = yield_or_star_expressions();
  if (value || raised() || !second_pass()) return value;
  if (tokens_[first].kind == Tok::kLambda && lambda_needs_parentheses(first)) {
    return raise(std::string(kind_name) + "lambda expressions are not allowed without parentheses",
                 join(span_of(tokens_[first]), span_of(tok())));
  }
  note_farthest();
  reset(first);
  return wrong("expecting a valid expression after '{'");
}

// "{lambda x:1}": the ':' began a format spec. Leaves the position at it.
bool Parser::lambda_needs_parentheses(uint32_t first) {
  reset(first + 1);
  return parameters(true) && at(Tok::kColon) && (kind_after() == Tok::kFStringMiddle || kind_after() == Tok::kRBrace);
}

// At the '!'.
bool Parser::field_conversion(int32_t& conversion, bool is_template) {
  const std::string prefix = is_template ? "t-string: " : "f-string: ";
  const uint32_t mark = pos_++;
  if (!at(Tok::kName)) {
    note_farthest();
    const bool missing = at(Tok::kColon) || at(Tok::kRBrace);
    if (second_pass()) raise_at(tok(), interloom::str_cat(prefix, missing ? "missing" : "invalid", " conversion character"));
    return false;
  }
  if (tok().start != tokens_[mark].end) {
    return raise(prefix + "conversion type must come right after the exclamation mark", join(span_of(tokens_[mark]), span_of(tok()))), false;
  }
  const std::string_view name = text_of(tok());
  if (name != "s" && name != "r" && name != "a") {
    return raise_at(tok(), prefix + "invalid conversion character '" + std::string(name) + "': expected 's', 'r', or 'a'"), false;
  }
  conversion = name[0];
  ++pos_;
  return true;
}

// At the ':'. A JoinedStr of what follows it, in a t-string too.
Expr* Parser::format_spec() {
  const uint32_t first = pos_++;
  StringParts parts;
  parts.list = list_begin();
  if (!fstring_items(parts, false)) return list_drop(parts.list);
  flush_text(parts);
  auto* node = make_expr<JoinedStr>(first);
  node->values = list_end<Expr>(parts.list);
  return over(node, height_of(node->values));
}

// Where the '}' of a field should be.
void Parser::invalid_field_end(bool debug, int32_t conversion, bool has_spec, bool is_template) {
  note_farthest();
  if (!second_pass() || raised()) return;
  const char* expected = has_spec ? "expecting '}', or format specs" : conversion >= 0 ? "expecting ':' or '}'"
                       : debug ? "expecting '!', or ':', or '}'" : "expecting '=', or '!', or ':', or '}'";
  raise_at(tok(), std::string(is_template ? "t-string: " : "f-string: ") + expected);
}

}  // namespace interloom::lang::syntax
