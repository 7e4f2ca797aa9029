// Which tokens can begin what.
#pragma once

#include "worker/lang/syntax/ast.h"
#include "worker/lang/syntax/token.h"

namespace interloom::lang::syntax {

inline bool starts_expression(Tok kind) {
  switch (kind) {
    case Tok::kName: case Tok::kNumber: case Tok::kString: case Tok::kFStringStart: case Tok::kLPar: case Tok::kLSqb: case Tok::kLBrace:
    case Tok::kEllipsis: case Tok::kTilde: case Tok::kPlus: case Tok::kMinus: case Tok::kFalse: case Tok::kNone: case Tok::kTrue:
    case Tok::kAwait: case Tok::kLambda: case Tok::kNot:
      return true;
    default:
      return false;
  }
}

inline bool is_augmented_assignment(Tok kind) { return kind >= Tok::kPlusEqual && kind <= Tok::kDoubleSlashEqual; }

// The expression's first atom is a list, a tuple, a generator expression, True, None or False.
inline bool begins_with_display(const Expr* node) {
  for (;;) {
    if (node->parenthesized && node->kind != ExprKind::kTuple) return false;
    switch (node->kind) {
      case ExprKind::kBinOp: node = static_cast<const BinOp*>(node)->left; break;
      case ExprKind::kAttribute: node = static_cast<const Attribute*>(node)->value; break;
      case ExprKind::kSubscript: node = static_cast<const Subscript*>(node)->value; break;
      case ExprKind::kCall: node = static_cast<const Call*>(node)->func; break;
      case ExprKind::kList: case ExprKind::kTuple: case ExprKind::kGeneratorExp: return true;
      case ExprKind::kConstant: return static_cast<const Constant*>(node)->type <= ConstantKind::kFalse;
      default: return false;
    }
  }
}

}  // namespace interloom::lang::syntax
