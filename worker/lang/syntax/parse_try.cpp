// try, except, except*, finally.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

Stmt* Parser::try_statement() {
  const uint32_t first = pos_++;
  if (!colon(true)) return nullptr;
  TryFields fields;
  const auto body = block("'try' statement", tokens_[first].line);
  if (!body) return nullptr;
  fields.body = *body;
  const bool star = at(Tok::kExcept) && kind_after() == Tok::kStar;
  const size_t list = list_begin();
  while (at(Tok::kExcept)) {
    if ((kind_after() == Tok::kStar) != star) {
      note_farthest();
      if (second_pass()) mixed_handlers();
      return list_drop(list);
    }
    ExceptHandler* handler = except_handler(star);
    if (!handler) return list_drop(list);
    list_add(handler);
  }
  fields.handlers = list_end<ExceptHandler>(list);
  if (fields.handlers.empty() && !at(Tok::kFinally)) {
    note_farthest();
    return second_pass() ? raise_here("expected 'except' or 'finally' block") : nullptr;
  }
  if (!fields.handlers.empty() && !else_block(fields.orelse)) return nullptr;
  if (at(Tok::kFinally)) {
    const int32_t line = tok().line;
    ++pos_;
    if (!colon(true)) return nullptr;
    const auto final_body = block("'finally' statement", line);
    if (!final_body) return nullptr;
    fields.finalbody = *final_body;
  }
  if (star) {
    auto* node = make_stmt<TryStar>();
    static_cast<TryFields&>(*node) = fields;
    return end_block_stmt(node, first);
  }
  auto* node = make_stmt<Try>();
  static_cast<TryFields&>(*node) = fields;
  return end_block_stmt(node, first);
}

// At a handler of the other sort than those before it.
void Parser::mixed_handlers() {
  const uint32_t first = pos_;
  const bool star = kind_after() == Tok::kStar;
  const uint32_t end = star ? pos_ + 1 : pos_;
  if (except_handler(star) && !raised()) {
    raise("cannot have both 'except' and 'except*' on the same 'try'", join(span_of(tokens_[first]), span_of(tokens_[end])));
  }
}

// 'except' ['*'] [types ['as' NAME]] ':' block
ExceptHandler* Parser::except_handler(bool star) {
  const uint32_t first = pos_++;
  auto* node = make<ExceptHandler>();
  if (star) ++pos_;
  if (star && (at(Tok::kColon) || at(Tok::kNewline))) {
    note_farthest();
    return second_pass() ? raise_here("expected one or more exception types") : nullptr;
  }
  if (!at(Tok::kColon) && !at(Tok::kNewline)) {
    node->type = exception_types();
    if (!node->type) return nullptr;
    if (accept(Tok::kAs)) {
      if (!at(Tok::kName)) return nullptr;
      node->name = identifier(tok());
      ++pos_;
    }
  }
  if (!colon()) return nullptr;
  const auto body = block(star ? "'except*' statement" : "'except' statement", tokens_[first].line);
  if (!body) return nullptr;
  node->body = *body;
  node->at = block_span(first);
  return node;
}

// One expression, or several with commas and no name (3.14): a tuple then.
Expr* Parser::exception_types() {
  const uint32_t first = pos_;
  Expr* type = expression();
  if (!type || !at(Tok::kComma)) return type;
  reset(first);
  type = comma_separated(&Parser::expression);
  if (!type || !at(Tok::kAs)) return type;
  note_farthest();
  if (!second_pass()) return nullptr;
  ++pos_;
  if (accept(Tok::kName) && at(Tok::kColon)) raise("multiple exception types must be parenthesized", span_from(first));
  return nullptr;
}

}  // namespace interloom::lang::syntax
