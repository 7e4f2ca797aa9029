// The match statement. `match` and `case` are keywords only where the statement is one: its head must read as
// "match SUBJECT:" NEWLINE INDENT "case", else the line is an expression that begins with a name.
#include "common/status.h"
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"

namespace interloom::lang::syntax {

// None: not a match statement. Null: one with a mistake in it.
std::optional<Stmt*> Parser::match_statement() {
  if (!starts_expression(kind_after()) && kind_after() != Tok::kStar) return std::nullopt;
  const uint32_t first = pos_++;
  Expr* subject = match_subject();
  if (!subject) return std::nullopt;
  if (!accept(Tok::kColon)) {
    note_farthest();
    if (second_pass() && at(Tok::kNewline) && pos_ == first_farthest_) raise_here("expected ':'");
    return std::nullopt;
  }
  if (!accept(Tok::kNewline)) return std::nullopt;
  if (!at(Tok::kIndent)) {
    note_farthest();
    if (second_pass()) raise_here(str_cat("expected an indented block after 'match' statement on line ", tokens_[first].line), "IndentationError");
    return std::nullopt;
  }
  ++pos_;
  if (!at_soft(kSoftCase)) return std::nullopt;
  const size_t list = list_begin();
  while (at_soft(kSoftCase)) {
    MatchCase* one = match_case();
    if (!one) return list_drop(list), static_cast<Stmt*>(nullptr);
    list_add(one);
  }
  auto* node = make_stmt<Match>();
  node->subject = subject;
  node->cases = list_end<MatchCase>(list);
  if (!accept(Tok::kDedent)) return static_cast<Stmt*>(nullptr);
  return end_block_stmt(node, first);
}

// star_named_expression ',' [star_named_expressions] as a tuple, or a named expression.
Expr* Parser::match_subject() {
  const bool star = at(Tok::kStar);
  const uint32_t first = pos_;
  Expr* subject = star_named_expression();
  if (!subject || !at(Tok::kComma)) return star ? nullptr : subject;
  const size_t list = list_begin();
  list_add(subject);
  while (accept(Tok::kComma) && (starts_expression(kind()) || at(Tok::kStar))) {
    subject = star_named_expression();
    if (!subject) return list_drop(list);
    list_add(subject);
  }
  auto* node = make_expr<Tuple>(first);
  node->elts = list_end<Expr>(list);
  return over(node, height_of(node->elts));
}

MatchCase* Parser::match_case() {
  const int32_t line = tok().line;
  ++pos_;
  auto* node = make<MatchCase>();
  node->pattern = patterns();
  if (!node->pattern) return nullptr;
  if (accept(Tok::kIf)) {
    node->guard = named_expression();
    if (!node->guard) return nullptr;
  }
  if (!colon()) return nullptr;
  const auto body = block("'case' statement", line);
  if (!body) return nullptr;
  node->body = *body;
  return node;
}

}  // namespace interloom::lang::syntax
