// Statements that begin with an expression: expression, assignment, annotation, augmented assignment.
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"

namespace interloom::lang::syntax {

namespace {

bool is_single_target(const Expr* target) {
  return target->kind == ExprKind::kName || target->kind == ExprKind::kAttribute || target->kind == ExprKind::kSubscript;
}

// kPlusEqual and its neighbours stand in Operator's order.
Operator augmented_operator(Tok kind) {
  switch (kind) {
    case Tok::kPlusEqual: return Operator::kAdd;
    case Tok::kMinusEqual: return Operator::kSub;
    case Tok::kStarEqual: return Operator::kMult;
    case Tok::kAtEqual: return Operator::kMatMult;
    case Tok::kSlashEqual: return Operator::kDiv;
    case Tok::kPercentEqual: return Operator::kMod;
    case Tok::kDoubleStarEqual: return Operator::kPow;
    case Tok::kLeftShiftEqual: return Operator::kLShift;
    case Tok::kRightShiftEqual: return Operator::kRShift;
    case Tok::kVBarEqual: return Operator::kBitOr;
    case Tok::kCircumflexEqual: return Operator::kBitXor;
    case Tok::kAmperEqual: return Operator::kBitAnd;
    default: return Operator::kFloorDiv;
  }
}

}  // namespace

Stmt* Parser::expression_statement() {
  const uint32_t first = pos_;
  Expr* value = yield_or_star_expressions();
  if (!value) return nullptr;
  const Tok next = kind();
  Stmt* stmt = nullptr;
  if (next == Tok::kEqual) stmt = plain_assignment(first, value);
  else if (next == Tok::kColon) stmt = annotated_assignment(first, value);
  else if (is_augmented_assignment(next)) stmt = augmented_assignment(first, value);
  else {
    if (second_pass() && !invalid_tuple_statement(first)) return nullptr;
    auto* node = make_stmt<ExprStmt>();
    node->value = value;
    return end_stmt(node, first);
  }
  if (stmt || raised()) return stmt;
  note_farthest();
  return second_pass() ? invalid_assignment(first) : nullptr;
}

// A tuple with something stuck to it: CPython reads on as if more targets of an annotation came. False: that raised.
bool Parser::invalid_tuple_statement(uint32_t first) {
  const uint32_t mark = pos_;
  if (!starts_expression(kind()) && !at(Tok::kColonEqual)) return true;
  reset(first);
  if (!at(Tok::kYield) && star_named_expression() && accept(Tok::kComma)) {
    while ((starts_expression(kind()) || at(Tok::kStar)) && comma_separated(&Parser::star_named_expression)) {}
  }
  if (raised()) return false;
  reset(mark);
  return true;
}

// target (':' annotation) ['=' value]
Stmt* Parser::annotated_assignment(uint32_t first, Expr* target) {
  if (!is_single_target(target)) return nullptr;
  ++pos_;
  Expr* annotation = expression();
  if (!annotation) return nullptr;
  auto* node = make_stmt<AnnAssign>();
  node->annotation = annotation;
  if (at(Tok::kEqual)) {
    const uint32_t mark = pos_++;
    node->value = yield_or_star_expressions();
    if (!node->value) {
      if (raised()) return nullptr;
      reset(mark);
    }
  }
  set_context(target, ExprContext::kStore);
  node->target = target;
  node->simple = as<Name>(target) && !target->parenthesized;
  return end_stmt(node, first);
}

// (target '=')+ value
Stmt* Parser::plain_assignment(uint32_t first, Expr* target) {
  const size_t list = list_begin();
  Expr* value = target;
  while (at(Tok::kEqual)) {
    if (!is_target(value, TargetUse::kAssign)) return list_drop(list);
    set_context(value, ExprContext::kStore);
    list_add(value);
    ++pos_;
    value = yield_or_star_expressions();
    if (!value) return list_drop(list);
  }
  auto* node = make_stmt<Assign>();
  node->targets = list_end<Expr>(list);
  node->value = value;
  return end_stmt(node, first);
}

Stmt* Parser::augmented_assignment(uint32_t first, Expr* target) {
  if (!is_single_target(target)) return nullptr;
  set_context(target, ExprContext::kStore);
  auto* node = make_stmt<AugAssign>();
  node->target = target;
  node->op = augmented_operator(kind());
  ++pos_;
  node->value = yield_or_star_expressions();
  return node->value ? end_stmt(node, first) : nullptr;
}

// The statement at `first` failed as an assignment: says why, if it is a known mistake.
Stmt* Parser::invalid_assignment(uint32_t first) {
  reset(first);
  Expr* item = at(Tok::kYield) ? nullptr : star_named_expression();
  if (raised()) return nullptr;
  if (item && at(Tok::kColon)) {
    ++pos_;
    if (!as<List>(item) && !as<Tuple>(item) && is_single_target(item)) return nullptr;
    if (!probe(&Parser::expression)) return nullptr;
    if (as<List>(item) || as<Tuple>(item)) return raise("only single target (not " + describe(item) + ") can be annotated", item->at);
    return raise("illegal target for annotation", item->at);
  }
  reset(first);
  Expr* value = yield_or_star_expressions();
  if (!value) return nullptr;
  if (at(Tok::kColon) && as<Tuple>(value)) {
    ++pos_;
    if (!probe(&Parser::expression)) return nullptr;
    return raise("only single target (not tuple) can be annotated", as<Tuple>(value)->elts[0]->at);
  }
  while (at(Tok::kEqual)) {
    if (as<Yield>(value) || as<YieldFrom>(value)) {
      if (!value->parenthesized) return raise("assignment to yield expression not possible", value->at);
    }
    if (raise_target(value, TargetUse::kAssign), raised()) return nullptr;
    ++pos_;
    value = yield_or_star_expressions();
    if (!value) return nullptr;
  }
  if (is_augmented_assignment(kind())) {
    const Span at = value->at;
    ++pos_;
    if (probe(&Parser::yield_or_star_expressions)) {
      return raise("'" + describe(value) + "' is an illegal expression for augmented assignment", at);
    }
  }
  return nullptr;
}

}  // namespace interloom::lang::syntax
