// Expressions from the comma list down to the conditional; what binds tighter is in parse_operators.cpp.
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"

namespace interloom::lang::syntax {

Expr* Parser::star_expressions() { return comma_separated(&Parser::star_expression); }

// item (',' item)* [','] as a tuple; one item alone is itself.
Expr* Parser::comma_separated(Rule item) {
  const uint32_t first = pos_;
  Expr* expr = (this->*item)();
  if (!expr || !at(Tok::kComma)) return expr;
  const size_t list = list_begin();
  list_add(expr);
  while (accept(Tok::kComma)) {
    if (!starts_expression(kind()) && !at(Tok::kStar)) break;
    const uint32_t mark = pos_;
    expr = (this->*item)();
    if (!expr) {
      if (raised()) return list_drop(list);
      reset(mark);
      break;
    }
    list_add(expr);
  }
  auto* tuple = make_expr<Tuple>(first);
  tuple->elts = list_end<Expr>(list);
  return over(tuple, height_of(tuple->elts));
}

Expr* Parser::starred(Rule operand) {
  const uint32_t first = pos_++;
  Expr* value = (this->*operand)();
  if (!value) return nullptr;
  auto* node = make_expr<Starred>(first);
  node->value = value;
  return over(node, {value});
}

Expr* Parser::star_expression() { return at(Tok::kStar) ? starred(&Parser::bitwise_or) : expression(); }
Expr* Parser::star_named_expression() { return at(Tok::kStar) ? starred(&Parser::bitwise_or) : named_expression(); }
Expr* Parser::yield_or_star_expressions() { return at(Tok::kYield) ? yield_expression() : star_expressions(); }

Expr* Parser::named_expression() {
  const uint32_t first = pos_;
  if (at(Tok::kName) && kind_after() == Tok::kColonEqual) {
    Name* target = make_name(ExprContext::kStore);
    ++pos_;
    Expr* value = expression();
    if (!value) return nullptr;
    auto* node = make_expr<NamedExpr>(first);
    node->target = target;
    node->value = value;
    return over(node, {target, value});
  }
  Expr* value = expression();
  if (!value) return nullptr;
  if (at(Tok::kColonEqual)) {
    if (!second_pass()) return nullptr;
    const Span at = value->at;
    const std::string what = describe(value);
    ++pos_;
    if (expression()) raise("cannot use assignment expressions with " + what, at);
    return nullptr;
  }
  if (at(Tok::kEqual) && second_pass()) return invalid_named_expression(first, value);
  return value;
}

// "x = 1" where only a value may stand.
Expr* Parser::invalid_named_expression(uint32_t first, Expr* value) {
  const bool compound = as<Compare>(value) || as<BoolOp>(value) || as<IfExp>(value) || as<Lambda>(value) ||
                        (as<UnaryOp>(value) && as<UnaryOp>(value)->op == UnaryOperator::kNot);
  if (compound && !value->parenthesized) return value;
  const uint32_t mark = pos_;
  const bool is_name = tokens_[first].kind == Tok::kName && mark == first + 1;
  ++pos_;
  Expr* right = probe(&Parser::bitwise_or);
  const bool single = right && !at(Tok::kEqual) && !at(Tok::kColonEqual);
  if (single && is_name) {
    return raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", join(value->at, span_from(mark)));
  }
  if (single && !begins_with_display(value)) {
    return raise("cannot assign to " + describe(value) + " here. Maybe you meant '==' instead of '='?", value->at);
  }
  reset(mark);
  return value;
}

Expr* Parser::expression_no_walrus() {
  Expr* value = expression();
  return value && at(Tok::kColonEqual) ? nullptr : value;
}

Expr* Parser::expression() {
  if (!enter()) return nullptr;
  if (at(Tok::kLambda)) return lambda();
  const uint32_t first = pos_;
  Expr* body = disjunction();
  if (!body) return nullptr;
  if (second_pass()) {
    body = invalid_expression(first, body);
    if (!body) return nullptr;
  }
  return at(Tok::kIf) ? conditional(first, body) : body;
}

// At the 'if' of "body if test else orelse".
Expr* Parser::conditional(uint32_t first, Expr* body) {
  const uint32_t mark = pos_++;
  Expr* test = disjunction();
  Expr* orelse = test && accept(Tok::kElse) ? expression() : nullptr;
  if (!orelse) {
    if (raised()) return nullptr;
    reset(mark);
    return body;
  }
  auto* node = make_expr<IfExp>(first);
  node->test = test;
  node->body = body;
  node->orelse = orelse;
  return over(node, {test, body, orelse});
}

Expr* Parser::invalid_expression(uint32_t first, Expr* body) {
  const Token& head = tokens_[first];
  const std::string_view name = head.kind == Tok::kName ? text_of(head) : std::string_view();
  const Tok second = tokens_[first].kind <= Tok::kError ? Tok::kEnd : tokens_[first + 1].kind;
  const uint32_t mark = pos_;
  const bool legacy = mark == first + 1 && (name == "print" || name == "exec");
  const bool name_then_string = head.kind == Tok::kName && (second == Tok::kString || second == Tok::kFStringStart);
  const bool soft = head.kind == Tok::kName && head.flags != 0 && head.flags != kSoftType;
  if (!name_then_string && !soft && !legacy && starts_expression(kind())) {
    if (probe(&Parser::expression) && tokens_[pos_ - 1].level != 0) {
      return raise("invalid syntax. Perhaps you forgot a comma?", join(body->parenthesized ? span_of(head) : body->at, span_from(mark)));
    }
    reset(mark);
  }
  if (at(Tok::kIf)) {
    ++pos_;
    Expr* test = disjunction();
    if (raised()) return nullptr;
    if (test && !at(Tok::kElse) && !at(Tok::kColon)) {
      return raise("expected 'else' after 'if' expression", span_from(first));
    }
    reset(mark);
  }
  // CPython reads what follows any name here, and says what is wrong with that.
  const bool was_statement = name == "print" || name == "exec";
  const bool stuck = mark == first + 1 && !name.empty();
  if ((was_statement || stuck) && second != Tok::kLPar && starts_expression(second)) {
    reset(first + 1);
    if (star_expressions() && was_statement) {
      return raise("Missing parentheses in call to '" + std::string(name) + "'. Did you mean " + std::string(name) + "(...)?", span_from(first));
    }
    if (raised()) return nullptr;
    reset(mark);
  }
  return body;
}

Expr* Parser::probe(Rule rule) {
  const bool outer = invalid_rules_;
  invalid_rules_ = false;
  Expr* out = (this->*rule)();
  invalid_rules_ = outer;
  note_farthest();
  return raised() ? nullptr : out;
}

Expr* Parser::lambda() {
  const uint32_t first = pos_++;
  Arguments* args = parameters(true);
  if (!args || !accept(Tok::kColon)) return nullptr;
  Expr* body = expression();
  if (!body) return nullptr;
  auto* node = make_expr<Lambda>(first);
  node->args = args;
  node->body = body;
  return over(node, std::max(height_of(args), height_of(body)));
}

Expr* Parser::yield_expression() {
  if (!enter()) return nullptr;
  const uint32_t first = pos_++;
  if (accept(Tok::kFrom)) {
    Expr* value = expression();
    if (!value) return nullptr;
    auto* node = make_expr<YieldFrom>(first);
    node->value = value;
    return over(node, {value});
  }
  Expr* value = nullptr;
  if (starts_expression(kind()) || at(Tok::kStar)) {
    const uint32_t mark = pos_;
    value = star_expressions();
    if (!value) {
      if (raised()) return nullptr;
      reset(mark);
    }
  }
  auto* node = make_expr<Yield>(first);
  node->value = value;
  return over(node, {value});
}

}  // namespace interloom::lang::syntax
