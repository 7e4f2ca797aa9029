#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {

BinaryOp binary_op_of(ast::Operator op) {
  static constexpr BinaryOp kOps[] = {BinaryOp::kAdd, BinaryOp::kSub, BinaryOp::kMul,     BinaryOp::kMatMul, BinaryOp::kTrueDiv,
                                      BinaryOp::kMod, BinaryOp::kPow, BinaryOp::kLShift,  BinaryOp::kRShift, BinaryOp::kOr,
                                      BinaryOp::kXor, BinaryOp::kAnd, BinaryOp::kFloorDiv};
  return kOps[static_cast<size_t>(op)];
}

void Emitter::expression(const ast::Expr* node) {
  if (stop(node->at)) return;
  switch (node->kind) {
    case ast::ExprKind::kBoolOp:
      return bool_op(ast::as<ast::BoolOp>(node));
    case ast::ExprKind::kNamedExpr:
      return named(ast::as<ast::NamedExpr>(node));
    case ast::ExprKind::kBinOp:
      return binary(ast::as<ast::BinOp>(node));
    case ast::ExprKind::kUnaryOp:
      return unary(ast::as<ast::UnaryOp>(node));
    case ast::ExprKind::kLambda:
      return lambda(ast::as<ast::Lambda>(node));
    case ast::ExprKind::kIfExp:
      return conditional(ast::as<ast::IfExp>(node));
    case ast::ExprKind::kDict:
      return dict(ast::as<ast::Dict>(node));
    case ast::ExprKind::kSet:
      return display(ast::as<ast::Set>(node)->elts, Display::kSet, node->at);
    case ast::ExprKind::kListComp:
    case ast::ExprKind::kSetComp:
    case ast::ExprKind::kDictComp:
      return comprehension(node);
    case ast::ExprKind::kGeneratorExp:
      return generator(ast::as<ast::GeneratorExp>(node));
    case ast::ExprKind::kYield:
      return yield(ast::as<ast::Yield>(node));
    case ast::ExprKind::kYieldFrom:
      return yield_from(ast::as<ast::YieldFrom>(node));
    case ast::ExprKind::kCompare:
      return compare(ast::as<ast::Compare>(node));
    case ast::ExprKind::kCall:
      return call(ast::as<ast::Call>(node));
    case ast::ExprKind::kFormattedValue:
      return formatted(ast::as<ast::FormattedValue>(node));
    case ast::ExprKind::kJoinedStr:
      return joined(ast::as<ast::JoinedStr>(node));
    case ast::ExprKind::kConstant:
      at(node->at);
      return b_.load_const(*fold(node));
    case ast::ExprKind::kAttribute:
      return attribute(ast::as<ast::Attribute>(node));
    case ast::ExprKind::kSubscript:
      return subscript(ast::as<ast::Subscript>(node));
    case ast::ExprKind::kStarred:
      return fail(node->at, "can't use starred expression here");
    case ast::ExprKind::kName:
      return load_name(ast::as<ast::Name>(node)->id, node->at);
    case ast::ExprKind::kList:
      return display(ast::as<ast::List>(node)->elts, Display::kList, node->at);
    case ast::ExprKind::kTuple:
      return display(ast::as<ast::Tuple>(node)->elts, Display::kTuple, node->at);
    case ast::ExprKind::kSlice:
      return slice(ast::as<ast::Slice>(node));
    case ast::ExprKind::kAwait:  // the Collector refuses these
    case ast::ExprKind::kInterpolation:
    case ast::ExprKind::kTemplateStr:
      return;
  }
}

// The left spine of a long chain of operators takes no C stack.
void Emitter::binary(const ast::BinOp* node) {
  if (auto constant = fold(node)) {
    at(node->at);
    return b_.load_const(std::move(*constant));
  }
  std::vector<const ast::BinOp*> spine{node};
  while (const auto* left = ast::as<ast::BinOp>(spine.back()->left)) {
    if (fold(left)) break;
    spine.push_back(left);
  }
  expression(spine.back()->left);
  for (; !spine.empty(); spine.pop_back()) {
    expression(spine.back()->right);
    at(spine.back()->at);
    emit(Opcode::kBinary, static_cast<uint32_t>(binary_op_of(spine.back()->op)));
  }
}

void Emitter::unary(const ast::UnaryOp* node) {
  if (auto constant = fold(node)) {
    at(node->at);
    return b_.load_const(std::move(*constant));
  }
  static constexpr UnaryOp kOps[] = {UnaryOp::kInvert, UnaryOp::kNot, UnaryOp::kPos, UnaryOp::kNeg};
  expression(node->operand);
  at(node->at);
  emit(Opcode::kUnary, static_cast<uint32_t>(kOps[static_cast<size_t>(node->op)]));
}

void Emitter::bool_op(const ast::BoolOp* node) {
  const Label end = b_.new_label();
  const Opcode keep = node->op == ast::BoolOperator::kAnd ? Opcode::kJumpIfFalseKeep : Opcode::kJumpIfTrueKeep;
  for (size_t i = 0; i + 1 < node->values.size(); ++i) {
    expression(node->values[i]);
    jump(keep, end);
  }
  expression(node->values.back());
  b_.bind(end);
}

void Emitter::conditional(const ast::IfExp* node) {
  const Label otherwise = b_.new_label(), end = b_.new_label();
  jump_if(node->test, false, otherwise);
  expression(node->body);
  jump(Opcode::kJump, end);
  b_.bind(otherwise);
  expression(node->orelse);
  b_.bind(end);
}

void Emitter::compare_op(ast::CmpOperator op) {
  static constexpr CompareOp kOps[] = {CompareOp::kEq, CompareOp::kNe, CompareOp::kLt,
                                       CompareOp::kLe, CompareOp::kGt, CompareOp::kGe};
  switch (op) {
    case ast::CmpOperator::kIs:
    case ast::CmpOperator::kIsNot:
      return emit(Opcode::kIs, op == ast::CmpOperator::kIsNot);
    case ast::CmpOperator::kIn:
    case ast::CmpOperator::kNotIn:
      return emit(Opcode::kContains, op == ast::CmpOperator::kNotIn);
    default:
      return emit(Opcode::kCompare, static_cast<uint32_t>(kOps[static_cast<size_t>(op)]));
  }
}

void Emitter::compare(const ast::Compare* node) {
  expression(node->left);
  const size_t last = node->ops.size() - 1;
  const Label cleanup = b_.new_label(), end = b_.new_label();
  for (size_t i = 0; i <= last; ++i) {
    expression(node->comparators[i]);
    if (i < last) {
      emit(Opcode::kDup);
      emit(Opcode::kRotThree);
    }
    at(node->at);
    compare_op(node->ops[i]);
    if (i < last) jump(Opcode::kJumpIfFalseKeep, cleanup);
  }
  if (last == 0) return;
  jump(Opcode::kJump, end);
  b_.bind(cleanup);
  emit(Opcode::kSwap);
  emit(Opcode::kPop);
  b_.bind(end);
}

void Emitter::jump_if(const ast::Expr* node, bool wanted, Label target) {
  if (stop(node->at)) return;
  if (const auto truth = constant_truth(node)) {
    if (*truth == wanted) jump(Opcode::kJump, target);
    return;
  }
  if (const auto* unary = ast::as<ast::UnaryOp>(node); unary && unary->op == ast::UnaryOperator::kNot)
    return jump_if(unary->operand, !wanted, target);
  if (const auto* bools = ast::as<ast::BoolOp>(node)) {
    // `and` is decided by the first false value, `or` by the first true one.
    const bool decides = bools->op == ast::BoolOperator::kOr;
    const Label past = b_.new_label();
    for (size_t i = 0; i + 1 < bools->values.size(); ++i) jump_if(bools->values[i], decides, decides == wanted ? target : past);
    jump_if(bools->values.back(), wanted, target);
    return b_.bind(past);
  }
  if (const auto* choice = ast::as<ast::IfExp>(node)) {
    const Label otherwise = b_.new_label(), end = b_.new_label();
    jump_if(choice->test, false, otherwise);
    jump_if(choice->body, wanted, target);
    jump(Opcode::kJump, end);
    b_.bind(otherwise);
    jump_if(choice->orelse, wanted, target);
    return b_.bind(end);
  }
  if (const auto* chain = ast::as<ast::Compare>(node); chain && chain->ops.size() > 1)
    return jump_if_compare(chain, wanted, target);
  expression(node);
  at(node->at);
  jump(wanted ? Opcode::kJumpIfTrue : Opcode::kJumpIfFalse, target);
}

void Emitter::jump_if_compare(const ast::Compare* node, bool wanted, Label target) {
  const Label cleanup = b_.new_label(), end = b_.new_label();
  expression(node->left);
  const size_t last = node->ops.size() - 1;
  for (size_t i = 0; i < last; ++i) {
    expression(node->comparators[i]);
    emit(Opcode::kDup);
    emit(Opcode::kRotThree);
    at(node->at);
    compare_op(node->ops[i]);
    jump(Opcode::kJumpIfFalse, cleanup);
  }
  expression(node->comparators[last]);
  at(node->at);
  compare_op(node->ops[last]);
  jump(wanted ? Opcode::kJumpIfTrue : Opcode::kJumpIfFalse, target);
  jump(Opcode::kJump, end);
  b_.bind(cleanup);
  emit(Opcode::kPop);
  if (!wanted) jump(Opcode::kJump, target);
  b_.bind(end);
}

void Emitter::named(const ast::NamedExpr* node) {
  expression(node->value);
  emit(Opcode::kDup);
  const auto* target = ast::as<ast::Name>(node->target);
  // In a comprehension the name is one of the function around it: no scope between binds it.
  store_name(target->id, target->at);
}

void Emitter::yield(const ast::Yield* node) {
  if (node->value) {
    expression(node->value);
  } else {
    b_.load_none();
  }
  at(node->at);
  mark_escapes();
  emit(Opcode::kYield);
}

void Emitter::yield_from(const ast::YieldFrom* node) {
  const Label again = b_.new_label(), end = b_.new_label();
  expression(node->value);
  at(node->at);
  emit(Opcode::kGetYieldFromIter);
  b_.load_none();
  mark_escapes();
  b_.bind(again);
  jump(Opcode::kSend, end);
  emit(Opcode::kYield);
  jump(Opcode::kJump, again);
  b_.bind(end);
}

void Emitter::attribute(const ast::Attribute* node) {
  expression(node->value);
  at({.lineno = node->at.end_lineno});
  b_.get_attr(mangle(node->attr));
}

void Emitter::subscript(const ast::Subscript* node) {
  expression(node->value);
  expression(node->slice);
  at(node->at);
  emit(Opcode::kGetItem);
}

void Emitter::slice(const ast::Slice* node) {
  for (const ast::Expr* part : {node->lower, node->upper}) {
    if (part) {
      expression(part);
    } else {
      b_.load_none();
    }
  }
  if (node->step) expression(node->step);
  at(node->at);
  emit(Opcode::kBuildSlice, node->step ? 3 : 2);
}

void Emitter::joined(const ast::JoinedStr* node) {
  uint32_t parts = 0;
  for (const ast::Expr* part : node->values) {
    expression(part);
    ++parts;
  }
  at(node->at);
  if (parts == 0) return b_.load_str("");
  if (parts > 1) emit(Opcode::kBuildString, parts);
}

void Emitter::formatted(const ast::FormattedValue* node) {
  const uint32_t conversion = node->conversion == 's' ? 1 : node->conversion == 'r' ? 2 : node->conversion == 'a' ? 3 : 0;
  expression(node->value);
  if (node->format_spec) expression(node->format_spec);
  at(node->at);
  emit(Opcode::kFormatValue, conversion | (node->format_spec ? 4 : 0));
}

}  // namespace interloom::lang::compile
