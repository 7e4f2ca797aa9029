#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
void Emitter::assign(const ast::Assign* node) {
  expression(node->value);
  for (size_t i = 0; i < node->targets.size(); ++i) {
    if (i + 1 < node->targets.size()) emit(Opcode::kDup);
    store(node->targets[i]);
  }
}

// The value is on top of the stack.
void Emitter::store(const ast::Expr* target) {
  if (stop(target->at)) return;
  switch (target->kind) {
    case ast::ExprKind::kName:
      return store_name(ast::as<ast::Name>(target)->id, target->at);
    case ast::ExprKind::kAttribute: {
      const auto* node = ast::as<ast::Attribute>(target);
      if (forbid(node->attr, node->at)) return;
      expression(node->value);
      at({.lineno = node->at.end_lineno});
      return b_.set_attr(mangle(node->attr));
    }
    case ast::ExprKind::kSubscript: {
      const auto* node = ast::as<ast::Subscript>(target);
      expression(node->value);
      expression(node->slice);
      at(node->at);
      return emit(Opcode::kSetItem);
    }
    case ast::ExprKind::kList:
      return unpack(ast::as<ast::List>(target)->elts, target->at);
    case ast::ExprKind::kTuple:
      return unpack(ast::as<ast::Tuple>(target)->elts, target->at);
    case ast::ExprKind::kStarred:
      return fail(target->at, "starred assignment target must be in a list or tuple");
    default:
      return fail(target->at, "cannot assign to this expression");
  }
}

void Emitter::unpack(ast::Seq<ast::Expr> targets, const Span& span) {
  size_t starred = targets.size();
  for (size_t i = 0; i < targets.size(); ++i) {
    if (!ast::as<ast::Starred>(targets[i])) continue;
    if (starred < targets.size()) return fail(span, "multiple starred expressions in assignment");
    starred = i;
  }
  at(span);
  if (starred == targets.size()) {
    emit(Opcode::kUnpackSequence, static_cast<uint32_t>(targets.size()));
  } else {
    const size_t after = targets.size() - starred - 1;
    if (starred >= 1 << 8 || after >= 1 << 16) return fail(span, "too many expressions in star-unpacking assignment");
    emit(Opcode::kUnpackEx, static_cast<uint32_t>(starred | (after << 8)));
  }
  for (const ast::Expr* target : targets) {
    const auto* star = ast::as<ast::Starred>(target);
    store(star ? star->value : target);
  }
}

void Emitter::augmented(const ast::AugAssign* node) {
  const BinaryOp op = binary_op_of(node->op);
  if (const auto* name = ast::as<ast::Name>(node->target)) {
    load_name(name->id, name->at);
    expression(node->value);
    at(node->at);
    emit(Opcode::kInplace, static_cast<uint32_t>(op));
    return store_name(name->id, name->at);
  }
  if (const auto* attribute = ast::as<ast::Attribute>(node->target)) {
    if (forbid(attribute->attr, attribute->at)) return;
    expression(attribute->value);
    emit(Opcode::kDup);
    at({.lineno = attribute->at.end_lineno});
    b_.get_attr(mangle(attribute->attr));
    expression(node->value);
    at(node->at);
    emit(Opcode::kInplace, static_cast<uint32_t>(op));
    at({.lineno = attribute->at.end_lineno});
    emit(Opcode::kSwap);
    return b_.set_attr(mangle(attribute->attr));
  }
  const auto* subscript = ast::as<ast::Subscript>(node->target);
  if (!subscript) return fail(node->at, "cannot assign to this expression");
  expression(subscript->value);
  expression(subscript->slice);
  at(subscript->at);
  emit(Opcode::kDupTwo);
  emit(Opcode::kGetItem);
  expression(node->value);
  at(node->at);
  emit(Opcode::kInplace, static_cast<uint32_t>(op));
  at(subscript->at);
  emit(Opcode::kRotThree);
  emit(Opcode::kSetItem);
}

// x: T = value. Annotations of simple names are kept in modules and classes; of other targets they are evaluated there;
// functions do neither.
void Emitter::annotated(const ast::AnnAssign* node) {
  const bool keeps = frame_.kind == ScopeKind::kModule || frame_.kind == ScopeKind::kClass;
  if (node->value) {
    expression(node->value);
    store(node->target);
  }
  const auto* name = ast::as<ast::Name>(node->target);
  if (name) {
    if (forbid(name->id, name->at)) return;
  } else if (!node->value) {
    discard_target(node->target);
  }
  if (!keeps) return;
  if (name && node->simple) {
    annotation(node->annotation);
    at(node->at);
    load_name("__annotations__", node->at);
    b_.load_str(mangle(name->id));
    return emit(Opcode::kSetItem);
  }
  if (shared_.future_annotations) return;
  expression(node->annotation);
  emit(Opcode::kPop);
}

void Emitter::annotation(const ast::Expr* node) {
  if (!shared_.future_annotations) return expression(node);
  at(node->at);
  b_.load_str(unparse(node, shared_.diagnostics));
}

// x.y: T evaluates x, nothing more.
void Emitter::discard_target(const ast::Expr* target) {
  if (const auto* attribute = ast::as<ast::Attribute>(target)) {
    if (forbid(attribute->attr, attribute->at)) return;
    expression(attribute->value);
    emit(Opcode::kPop);
  } else if (const auto* subscript = ast::as<ast::Subscript>(target)) {
    expression(subscript->value);
    emit(Opcode::kPop);
    expression(subscript->slice);
    emit(Opcode::kPop);
  }
}

void Emitter::remove(const ast::Expr* target) {
  if (stop(target->at)) return;
  switch (target->kind) {
    case ast::ExprKind::kName:
      return delete_name(ast::as<ast::Name>(target)->id, target->at);
    case ast::ExprKind::kAttribute: {
      const auto* node = ast::as<ast::Attribute>(target);
      if (forbid(node->attr, node->at, true)) return;
      expression(node->value);
      at({.lineno = node->at.end_lineno});
      return emit(Opcode::kDelAttr, b_.name(mangle(node->attr)));
    }
    case ast::ExprKind::kSubscript:
      expression(ast::as<ast::Subscript>(target)->value);
      expression(ast::as<ast::Subscript>(target)->slice);
      at(target->at);
      return emit(Opcode::kDelItem);
    case ast::ExprKind::kList:
      for (const ast::Expr* inner : ast::as<ast::List>(target)->elts) remove(inner);
      return;
    case ast::ExprKind::kTuple:
      for (const ast::Expr* inner : ast::as<ast::Tuple>(target)->elts) remove(inner);
      return;
    default:
      return fail(target->at, "cannot delete this expression");
  }
}

}  // namespace interloom::lang::compile
