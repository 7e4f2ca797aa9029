// What may be assigned to, and how CPython names what may not.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

namespace {

std::string_view describe_constant(const Constant& constant) {
  switch (constant.type) {
    case ConstantKind::kNone: return "None";
    case ConstantKind::kTrue: return "True";
    case ConstantKind::kFalse: return "False";
    case ConstantKind::kEllipsis: return "ellipsis";
    default: return "literal";
  }
}

}  // namespace

std::string Parser::describe(const Expr* node) {
  switch (node->kind) {
    case ExprKind::kBoolOp: case ExprKind::kBinOp: case ExprKind::kUnaryOp: return "expression";
    case ExprKind::kNamedExpr: return "named expression";
    case ExprKind::kLambda: return "lambda";
    case ExprKind::kIfExp: return "conditional expression";
    case ExprKind::kDict: return "dict literal";
    case ExprKind::kSet: return "set display";
    case ExprKind::kListComp: return "list comprehension";
    case ExprKind::kSetComp: return "set comprehension";
    case ExprKind::kDictComp: return "dict comprehension";
    case ExprKind::kGeneratorExp: return "generator expression";
    case ExprKind::kAwait: return "await expression";
    case ExprKind::kYield: case ExprKind::kYieldFrom: return "yield expression";
    case ExprKind::kCompare: return "comparison";
    case ExprKind::kCall: return "function call";
    case ExprKind::kFormattedValue: case ExprKind::kJoinedStr: return "f-string expression";
    case ExprKind::kInterpolation: case ExprKind::kTemplateStr: return "t-string expression";
    case ExprKind::kConstant: return std::string(describe_constant(*static_cast<const Constant*>(node)));
    case ExprKind::kAttribute: return "attribute";
    case ExprKind::kSubscript: return "subscript";
    case ExprKind::kStarred: return "starred";
    case ExprKind::kName: return "name";
    case ExprKind::kList: return "list";
    case ExprKind::kTuple: return "tuple";
    case ExprKind::kSlice: return "slice";
  }
  return "expression";
}

// The part of `target` that cannot be one; null when all can. For kFor `target` was read as an expression, "x in y" included.
Expr* Parser::invalid_target(Expr* target, TargetUse use) {
  switch (target->kind) {
    case ExprKind::kName: case ExprKind::kAttribute: case ExprKind::kSubscript: return nullptr;
    case ExprKind::kStarred: return use == TargetUse::kDelete ? target : invalid_target(static_cast<Starred*>(target)->value, use);
    case ExprKind::kList: case ExprKind::kTuple: {
      const Seq<Expr> elts = as<List>(target) ? as<List>(target)->elts : as<Tuple>(target)->elts;
      for (Expr* item : elts) {
        if (Expr* bad = invalid_target(item, use)) return bad;
      }
      return nullptr;
    }
    case ExprKind::kCompare: {
      auto* compare = static_cast<Compare*>(target);
      if (use != TargetUse::kFor) return target;
      return compare->ops[0] == CmpOperator::kIn ? invalid_target(compare->left, use) : nullptr;
    }
    default: return target;
  }
}

bool Parser::is_target(Expr* target, TargetUse use) {
  return invalid_target(target, use == TargetUse::kFor ? TargetUse::kAssign : use) == nullptr;
}

std::nullptr_t Parser::raise_target(Expr* target, TargetUse use) {
  Expr* bad = invalid_target(target, use);
  if (!bad) return nullptr;
  return raise((use == TargetUse::kDelete ? "cannot delete " : "cannot assign to ") + describe(bad), bad->at);
}

// The depth is bounded: displays nest no deeper than brackets do.
void Parser::set_context(Expr* target, ExprContext ctx) {
  switch (target->kind) {
    case ExprKind::kName: static_cast<Name*>(target)->ctx = ctx; return;
    case ExprKind::kAttribute: static_cast<Attribute*>(target)->ctx = ctx; return;
    case ExprKind::kSubscript: static_cast<Subscript*>(target)->ctx = ctx; return;
    case ExprKind::kStarred:
      static_cast<Starred*>(target)->ctx = ctx;
      return set_context(static_cast<Starred*>(target)->value, ctx);
    case ExprKind::kList:
      static_cast<List*>(target)->ctx = ctx;
      for (Expr* item : static_cast<List*>(target)->elts) set_context(item, ctx);
      return;
    case ExprKind::kTuple:
      static_cast<Tuple*>(target)->ctx = ctx;
      for (Expr* item : static_cast<Tuple*>(target)->elts) set_context(item, ctx);
      return;
    default: return;
  }
}

Expr* Parser::star_target() { return at(Tok::kStar) ? starred(&Parser::bitwise_or) : bitwise_or(); }

// The targets before 'in', in store context.
Expr* Parser::for_target() {
  const uint32_t first = pos_;
  Expr* target = comma_separated(&Parser::star_target);
  if (target && is_target(target, TargetUse::kFor) && at(Tok::kIn)) {
    set_context(target, ExprContext::kStore);
    return target;
  }
  if (raised() || !second_pass()) return nullptr;
  reset(first);
  Expr* whole = star_expressions();
  return whole ? raise_target(whole, TargetUse::kFor) : nullptr;
}

}  // namespace interloom::lang::syntax
