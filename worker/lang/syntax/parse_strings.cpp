// String literals that stand one after another, f-strings among them, as one constant or one JoinedStr.
#include "worker/lang/syntax/escapes.h"
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/string_parts.h"

namespace interloom::lang::syntax {

namespace {

bool is_string(Tok kind) { return kind == Tok::kString || kind == Tok::kFStringStart; }

// Between the quotes.
std::string_view literal_body(std::string_view text, uint8_t flags) {
  const size_t quotes = flags & kTripleQuoted ? 3 : 1;
  const size_t begin = text.find_first_of("'\"") + quotes;
  return text.substr(begin, text.size() - begin - quotes);
}

}  // namespace

Expr* Parser::strings() {
  const uint32_t first = pos_;
  StringParts parts;
  parts.list = list_begin();
  const bool bytes = tok().flags & kBytesPrefix && at(Tok::kString);
  bool mixed_bytes = false, any_template = false, any_other = false;
  while (is_string(kind())) {
    const Token& token = tok();
    mixed_bytes = mixed_bytes || (at(Tok::kString) && (token.flags & kBytesPrefix) != 0) != bytes;
    const bool is_template = at(Tok::kFStringStart) && (token.flags & kTemplatePrefix);
    any_template = any_template || is_template;
    any_other = any_other || !is_template;
    const bool ok = at(Tok::kString) ? plain_string(token, parts) : formatted_string(parts);
    if (!ok) return list_drop(parts.list);
  }
  note_farthest();
  if (mixed_bytes) return list_drop(parts.list), raise("cannot mix bytes and nonbytes literals", span_from(first));
  if (any_template && any_other) {
    return list_drop(parts.list), raise("cannot mix t-string literals with string or bytes literals", span_from(first));
  }
  if (parts.formatted) {
    flush_text(parts);
    const Seq<Expr> values = list_end<Expr>(parts.list);
    if (any_template) {
      auto* node = make_expr<TemplateStr>(first);
      node->values = values;
      return over(node, height_of(values));
    }
    auto* node = make_expr<JoinedStr>(first);
    node->values = values;
    return over(node, height_of(values));
  }
  auto* node = make_expr<Constant>(first);
  node->type = bytes ? ConstantKind::kBytes : ConstantKind::kStr;
  node->u_prefix = tokens_[first].flags & kUnicodePrefix;
  node->text = ast_.arena->copy(std::string_view(parts.text));
  return node;
}

bool Parser::plain_string(const Token& token, StringParts& parts) {
  const bool bytes = token.flags & kBytesPrefix;
  parts.extend(span_of(token), token.flags & kUnicodePrefix);
  ++pos_;
  return decode_into(token, literal_body(text_of(token), token.flags), {(token.flags & kRawPrefix) != 0, bytes, false}, parts.text);
}

bool Parser::decode_into(const Token& token, std::string_view body, const Escapes& how, std::string& out) {
  std::optional<std::string> wrong = decode_literal(body, how, out);
  if (wrong) raise_at(token, std::move(*wrong));
  return !wrong;
}

// The text since the last replacement field becomes a constant.
void Parser::flush_text(StringParts& parts) {
  if (!parts.text.empty()) {
    auto* node = make<Constant>();
    node->kind = ExprKind::kConstant;
    node->at = parts.text_at;
    node->type = ConstantKind::kStr;
    node->u_prefix = parts.text_u_prefix;
    node->text = ast_.arena->copy(std::string_view(parts.text));
    list_add(node);
  }
  parts.text.clear();
  parts.has_text = false;
}

}  // namespace interloom::lang::syntax
