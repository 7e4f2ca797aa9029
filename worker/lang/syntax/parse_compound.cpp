// Blocks, and the statements that hold them: if, while, for, with, async. Definitions and try have files of their own.
#include "common/status.h"
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

// The ':' of a statement's head. Where CPython forces it any other token is said at once, elsewhere only a line's end.
bool Parser::colon(bool forced) {
  if (accept(Tok::kColon)) return true;
  note_farthest();
  if (forced && !raised()) raise_at(tok(), "expected ':'");
  else if (second_pass() && at(Tok::kNewline)) raise_here("expected ':'");
  return false;
}

// NEWLINE INDENT statements DEDENT, or simple statements on the same line. `after` and `line` say what wants the block.
std::optional<Seq<Stmt>> Parser::block(std::string_view after, int32_t line) {
  const size_t list = list_begin();
  bool ok;
  if (at(Tok::kNewline)) {
    ++pos_;
    if (!at(Tok::kIndent)) {
      note_farthest();
      if (second_pass()) raise_here(str_cat("expected an indented block after ", after, " on line ", line), "IndentationError");
      return std::nullopt;
    }
    ++pos_;
    ok = statements() && accept(Tok::kDedent);
  } else {
    ok = simple_statements();
  }
  if (!ok) return list_drop(list), std::nullopt;
  return list_end<Stmt>(list);
}

Span Parser::block_span(uint32_t first) const {
  uint32_t last = pos_ - 1;
  while (tokens_[last].kind == Tok::kNewline || tokens_[last].kind == Tok::kIndent || tokens_[last].kind == Tok::kDedent) --last;
  return join(span_of(tokens_[first]), span_of(tokens_[last]));
}

Stmt* Parser::compound_statement() {
  switch (kind()) {
    case Tok::kDef: return function(pos_, {}, false);
    case Tok::kAt: return decorated();
    case Tok::kAsync: return async_statement();
    case Tok::kClass: return class_definition({});
    case Tok::kIf: return if_statement();
    case Tok::kFor: return for_statement(pos_, false);
    case Tok::kWhile: return while_statement();
    case Tok::kWith: return with_statement(pos_, false);
    default: return try_statement();
  }
}

Stmt* Parser::async_statement() {
  const uint32_t first = pos_++;
  switch (kind()) {
    case Tok::kDef: return function(first, {}, true);
    case Tok::kFor: return for_statement(first, true);
    case Tok::kWith: return with_statement(first, true);
    default: return nullptr;
  }
}

// A chain of elif is a loop here: its Ifs nest, the C stack does not.
Stmt* Parser::if_statement() {
  std::vector<std::pair<If*, uint32_t>> chain;
  do {
    const uint32_t first = pos_;
    const bool elif = at(Tok::kElif);
    ++pos_;
    If* node = make_stmt<If>();
    node->test = named_expression();
    if (!node->test || !colon()) return nullptr;
    const auto body = block(elif ? "'elif' statement" : "'if' statement", tokens_[first].line);
    if (!body) return nullptr;
    node->body = *body;
    chain.emplace_back(node, first);
  } while (at(Tok::kElif));
  if (!else_block(chain.back().first->orelse)) return nullptr;
  for (size_t i = 0; i < chain.size(); ++i) {
    Stmt* node = end_block_stmt(chain[i].first, chain[i].second);
    if (i > 0) chain[i - 1].first->orelse = ast_.arena->copy(std::span(&node, 1));
  }
  return chain.front().first;
}

bool Parser::else_block(Seq<Stmt>& out) {
  if (!at(Tok::kElse)) return true;
  const int32_t line = tok().line;
  ++pos_;
  if (!colon(true)) return false;
  const auto body = block("'else' statement", line);
  if (body) out = *body;
  return body.has_value();
}

Stmt* Parser::while_statement() {
  const uint32_t first = pos_++;
  While* node = make_stmt<While>();
  node->test = named_expression();
  if (!node->test || !colon()) return nullptr;
  const auto body = block("'while' statement", tokens_[first].line);
  if (!body) return nullptr;
  node->body = *body;
  if (!else_block(node->orelse)) return nullptr;
  return end_block_stmt(node, first);
}

Stmt* Parser::for_statement(uint32_t first, bool is_async) {
  const int32_t line = tok().line;
  ++pos_;
  ForFields fields;
  fields.target = for_target();
  if (!fields.target || !accept(Tok::kIn)) return nullptr;
  fields.iter = star_expressions();
  if (!fields.iter || !colon()) return nullptr;
  const auto body = block("'for' statement", line);
  if (!body) return nullptr;
  fields.body = *body;
  if (!else_block(fields.orelse)) return nullptr;
  if (is_async) {
    auto* node = make_stmt<AsyncFor>();
    static_cast<ForFields&>(*node) = fields;
    return end_block_stmt(node, first);
  }
  auto* node = make_stmt<For>();
  static_cast<ForFields&>(*node) = fields;
  return end_block_stmt(node, first);
}

Stmt* Parser::with_statement(uint32_t first, bool is_async) {
  const int32_t line = tok().line;
  const uint32_t mark = ++pos_;
  std::optional<Seq<WithItem>> items;
  if (at(Tok::kLPar)) {
    items = with_items(true);
    if (raised()) return nullptr;
    if (!items) reset(mark);
  }
  if (!items) items = with_items(false);
  if (!items || !colon()) return nullptr;
  const auto body = block("'with' statement", line);
  if (!body) return nullptr;
  WithFields fields{*items, *body};
  if (is_async) {
    auto* node = make_stmt<AsyncWith>();
    static_cast<WithFields&>(*node) = fields;
    return end_block_stmt(node, first);
  }
  auto* node = make_stmt<With>();
  static_cast<WithFields&>(*node) = fields;
  return end_block_stmt(node, first);
}

// item (',' item)*; with parentheses around, a trailing comma may be and the ':' must follow (else they are an expression's).
std::optional<Seq<WithItem>> Parser::with_items(bool parenthesised) {
  if (parenthesised) ++pos_;
  const size_t list = list_begin();
  do {
    if (parenthesised && at(Tok::kRPar) && scratch_.size() > list) break;
    WithItem* item = with_item();
    if (!item) return list_drop(list), std::nullopt;
    list_add(item);
  } while (accept(Tok::kComma));
  if (parenthesised) {
    const bool closed = accept(Tok::kRPar);
    note_farthest();
    if (!closed || !(at(Tok::kColon) || (second_pass() && at(Tok::kNewline)))) return list_drop(list), std::nullopt;
  }
  return list_end<WithItem>(list);
}

WithItem* Parser::with_item() {
  auto* item = make<WithItem>();
  item->context_expr = expression();
  if (!item->context_expr) return nullptr;
  const uint32_t mark = pos_;
  if (!accept(Tok::kAs)) return item;
  Expr* target = star_target();
  const bool ends = at(Tok::kComma) || at(Tok::kRPar) || at(Tok::kColon) || (second_pass() && at(Tok::kNewline));
  if (target && ends && is_target(target, TargetUse::kAssign)) {
    set_context(target, ExprContext::kStore);
    item->optional_vars = target;
    return item;
  }
  note_farthest();
  if (raised() || !second_pass()) return nullptr;
  reset(mark + 1);
  Expr* wrong = expression();
  if (wrong && (at(Tok::kComma) || at(Tok::kRPar) || at(Tok::kColon))) raise_target(wrong, TargetUse::kAssign);
  return nullptr;
}

}  // namespace interloom::lang::syntax
