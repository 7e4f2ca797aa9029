// try and with. A handler begins with two values: the exception that was being handled before, and the new one.
#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {

void Emitter::try_statement(const ast::TryFields& fields, const Span& span, bool star) {
  if (!fields.finalbody.empty()) return try_finally(fields, span, star);
  star ? try_except_star(fields, span) : try_except(fields, span);
}

// The finally body is there once for the usual way, once for exceptions, and once at each jump out of the statement.
void Emitter::try_finally(const ast::TryFields& fields, const Span& span, bool star) {
  const Label handler = b_.new_label(), end = b_.new_label();
  const uint32_t outer_depth = depth();
  Block& guard = push_block(Block::kFinallyTry, span);
  guard.finalbody = fields.finalbody;
  open_guard(guard, handler, outer_depth);
  if (fields.handlers.empty()) {
    body(fields.body);
  } else {
    star ? try_except_star(fields, span) : try_except(fields, span);
  }
  pop_block();
  body(fields.finalbody);
  jump(Opcode::kJump, end);

  b_.bind(handler);
  push_block(Block::kFinallyEnd, span);
  body(fields.finalbody);
  emit(Opcode::kReraise);
  pop_block();
  b_.bind(end);
}

void Emitter::try_except(const ast::TryFields& fields, const Span& span) {
  const Label handler = b_.new_label(), end = b_.new_label();
  const uint32_t outer_depth = depth();
  open_guard(push_block(Block::kTry, span), handler, outer_depth);
  body(fields.body);
  pop_block();
  body(fields.orelse);
  jump(Opcode::kJump, end);

  b_.bind(handler);
  push_block(Block::kHandler, span);
  for (size_t i = 0; i < fields.handlers.size(); ++i) {
    const ast::ExceptHandler* clause = fields.handlers[i];
    if (!clause->type && i + 1 < fields.handlers.size()) return fail(clause->at, "default 'except:' must be last");
    except_clause(clause, end);
  }
  emit(Opcode::kReraise);
  pop_block();
  b_.bind(end);
}

void Emitter::except_clause(const ast::ExceptHandler* clause, Label end) {
  const Label next = b_.new_label(), cleanup = b_.new_label();
  at(clause->at);
  if (clause->type) {
    expression(clause->type);
    at(clause->at);
    emit(Opcode::kExceptionMatches);
    jump(Opcode::kJumpIfFalse, next);
  }
  if (!clause->name.empty()) {
    emit(Opcode::kDup);
    store_name(clause->name, clause->at);
  }
  const uint32_t body_depth = depth();
  Block& block = push_block(Block::kHandlerBody, clause->at);
  block.name = clause->name;
  if (!clause->name.empty()) open_guard(block, cleanup, body_depth);
  body(clause->body);
  pop_block();
  emit(Opcode::kEndHandler);
  if (!clause->name.empty()) forget_name(clause->name, clause->at);
  jump(Opcode::kJump, end);
  if (!clause->name.empty()) {
    b_.bind(cleanup);
    forget_name(clause->name, clause->at);
    emit(Opcode::kReraise);
  }
  b_.bind(next);
}

// `except E as name` unbinds it, whatever the body has done with it.
void Emitter::forget_name(std::string_view name, const Span& span) {
  const Place where = place(mangle(name));
  if (where.access == Access::kLocal) return emit(Opcode::kClearLocal, where.local);
  b_.load_none();
  store_name(name, span);
  delete_name(name, span);
}

// Handlers of except* keep: previous original list rest. The list is of what the clauses raised.
void Emitter::try_except_star(const ast::TryFields& fields, const Span& span) {
  const Label handler = b_.new_label(), end = b_.new_label(), reraise = b_.new_label();
  const uint32_t outer_depth = depth();
  open_guard(push_block(Block::kTry, span), handler, outer_depth);
  body(fields.body);
  pop_block();
  body(fields.orelse);
  jump(Opcode::kJump, end);

  b_.bind(handler);
  emit(Opcode::kBuildList, 0);
  emit(Opcode::kCopy, 1);
  push_block(Block::kGroupHandler, span);
  for (const ast::ExceptHandler* clause : fields.handlers) except_star_clause(clause);
  emit(Opcode::kListAppendAt, 0);
  pop_block();
  emit(Opcode::kJoinExceptStar);
  emit(Opcode::kIsNone);
  jump(Opcode::kJumpIfFalse, reraise);
  emit(Opcode::kEndHandler);
  jump(Opcode::kJump, end);
  b_.bind(reraise);
  emit(Opcode::kReraise);
  b_.bind(end);
}

void Emitter::except_star_clause(const ast::ExceptHandler* clause) {
  const Label raised = b_.new_label(), unmatched = b_.new_label(), next = b_.new_label();
  const bool named = !clause->name.empty();
  expression(clause->type);
  at(clause->at);
  emit(Opcode::kGroupMatches);
  emit(Opcode::kIsNone);
  jump(Opcode::kJumpIfTrue, unmatched);
  if (named) {
    store_name(clause->name, clause->at);
  } else {
    emit(Opcode::kPop);
  }
  const uint32_t body_depth = depth();
  Block& block = push_block(Block::kGroupBody, clause->at);
  open_guard(block, raised, body_depth);
  body(clause->body);
  pop_block();
  if (named) forget_name(clause->name, clause->at);
  jump(Opcode::kJump, next);

  b_.bind(raised);  // previous original list rest, previous raised
  if (named) forget_name(clause->name, clause->at);
  emit(Opcode::kDup);
  emit(Opcode::kListAppendAt, 3);
  emit(Opcode::kEndHandler);
  jump(Opcode::kJump, next);
  b_.bind(unmatched);
  emit(Opcode::kPop);
  b_.bind(next);
}

void Emitter::with_statement(const ast::With* node, size_t item) {
  if (stop(node->at)) return;
  const ast::WithItem* with = node->items[item];
  const Label first = b_.new_label(), last = b_.new_label(), after = b_.new_label(), handler = b_.new_label(),
              suppressed = b_.new_label();
  expression(with->context_expr);
  at(node->at);
  const uint32_t inside = depth() + 1;
  b_.setup_with(first, last, after, inside, static_cast<uint32_t>(node->at.lineno), false);
  Block& block = push_block(Block::kWith, node->at);
  block.with_index = static_cast<uint32_t>(b_.code().with_blocks.size() - 1);
  b_.bind(first);
  open_guard(block, handler, inside);
  if (with->optional_vars) {
    store(with->optional_vars);
  } else {
    emit(Opcode::kPop);
  }
  if (item + 1 < node->items.size()) {
    with_statement(node, item + 1);
  } else {
    body(node->body);
  }
  pop_block();
  at(node->at);
  emit(Opcode::kBlockEnd);
  b_.bind(last);
  emit(Opcode::kExitWith);
  jump(Opcode::kJump, after);

  b_.bind(handler);
  emit(Opcode::kExitWithError);
  jump(Opcode::kJumpIfTrue, suppressed);
  emit(Opcode::kReraise);
  b_.bind(suppressed);
  emit(Opcode::kEndHandler);
  emit(Opcode::kPop);
  b_.bind(after);
}

}  // namespace interloom::lang::compile
