// Blocks: what lies on the stack and which handlers guard the code while statements nest, and how break, continue and return
// undo them.
#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
namespace {
constexpr size_t kMaxBlocks = 20;  // CPython's
}

uint32_t Emitter::depth() const {
  uint32_t out = 0;
  for (const Block& block : blocks_) {
    switch (block.kind) {
      case Block::kFor:
      case Block::kWith:
      case Block::kValue:
        out += 1;
        break;
      case Block::kFinallyEnd:
      case Block::kHandler:
        out += 2;
        break;
      case Block::kGroupHandler:
        out += 4;
        break;
      default:
        break;
    }
  }
  return out;
}

Emitter::Block& Emitter::push_block(Block::Kind kind, const Span& span) {
  if (blocks_.size() >= kMaxBlocks) fail(span, "too many statically nested blocks");
  return blocks_.emplace_back(Block{.kind = kind});
}

// What is emitted from now on is guarded: an exception goes to `handler` with `handler_depth` values kept.
void Emitter::open_guard(Block& block, Label handler, uint32_t handler_depth) {
  block.handler = handler;
  block.handler_depth = handler_depth;
  reopen(block);
}

void Emitter::reopen(Block& block) {
  block.open = b_.new_label();
  b_.bind(block.open);
  block.is_open = true;
}

void Emitter::close(Block& block) {
  if (!block.is_open) return;
  const Label end = b_.new_label();
  b_.bind(end);
  block.ranges.emplace_back(block.open, end);
  block.is_open = false;
}

// Inner blocks end before outer ones, so their handlers come first in the table.
void Emitter::pop_block() {
  Block& block = blocks_.back();
  close(block);
  for (const auto& [first, last] : block.ranges) b_.add_handler(first, last, block.handler, block.handler_depth);
  blocks_.pop_back();
}

// Leaves `block`, which is no longer in blocks_, with a value on top of the stack or without.
void Emitter::undo(Block& block, bool keep_value) {
  close(block);
  switch (block.kind) {
    case Block::kFor:
      if (keep_value) emit(Opcode::kSwap);
      return emit(Opcode::kPop);
    case Block::kFinallyTry:
      if (keep_value) blocks_.push_back(Block{.kind = Block::kValue});
      body(block.finalbody);
      if (keep_value) blocks_.pop_back();
      return;
    case Block::kFinallyEnd:
      if (keep_value) emit(Opcode::kRotThree);
      return emit(Opcode::kEndHandler);
    case Block::kWith:
      b_.code().with_blocks[block.with_index].escapes = true;
      if (keep_value) emit(Opcode::kSwap);
      return emit(Opcode::kExitWith);
    case Block::kHandlerBody:
      if (keep_value) emit(Opcode::kRotThree);
      emit(Opcode::kEndHandler);
      if (!block.name.empty()) forget_name(block.name, {.lineno = line_});
      return;
    case Block::kValue:
      if (keep_value) emit(Opcode::kSwap);
      return emit(Opcode::kPop);
    case Block::kWhile:
    case Block::kTry:
    case Block::kHandler:
    case Block::kGroupHandler:
    case Block::kGroupBody:
      return;
  }
}

std::vector<Emitter::Block> Emitter::undo_down_to(size_t count, bool keep_value) {
  std::vector<Block> undone;
  while (blocks_.size() > count) {
    undone.push_back(std::move(blocks_.back()));
    blocks_.pop_back();
    undo(undone.back(), keep_value);
  }
  return undone;
}

// The code that follows is inside of the blocks again.
void Emitter::redo(std::vector<Block> undone) {
  for (auto it = undone.rbegin(); it != undone.rend(); ++it) {
    if (!it->ranges.empty()) reopen(*it);
    blocks_.push_back(std::move(*it));
  }
}

void Emitter::jump_out(const Span& span, bool is_break) {
  at(span);
  size_t loop = blocks_.size();
  while (loop > 0 && blocks_[loop - 1].kind != Block::kFor && blocks_[loop - 1].kind != Block::kWhile) {
    if (blocks_[loop - 1].kind == Block::kGroupBody)
      return fail(span, "'break', 'continue' and 'return' cannot appear in an except* block");
    --loop;
  }
  if (loop == 0) return fail(span, is_break ? "'break' outside loop" : "'continue' not properly in loop");
  const Label target = is_break ? blocks_[loop - 1].exit : blocks_[loop - 1].top;
  std::vector<Block> undone = undo_down_to(is_break ? loop - 1 : loop, false);
  jump(Opcode::kJump, target);
  redo(std::move(undone));
}

void Emitter::return_statement(const ast::Return* node) {
  if (!frame_.function_like()) return fail(node->at, "'return' outside function");
  for (const Block& block : blocks_) {
    if (block.kind == Block::kGroupBody)
      return fail(node->at, "'break', 'continue' and 'return' cannot appear in an except* block");
  }
  if (node->value) {
    expression(node->value);
  } else {
    at(node->at);
    b_.load_none();
  }
  // Only with and finally run code on the way out; Return itself drops the rest.
  size_t last = 0;
  while (last < blocks_.size() && blocks_[last].kind != Block::kFinallyTry && blocks_[last].kind != Block::kWith &&
         blocks_[last].name.empty()) {
    ++last;
  }
  at(node->at);
  std::vector<Block> undone = undo_down_to(last, true);
  emit(Opcode::kReturn);
  redo(std::move(undone));
}

// A with body that a generator may leave in its middle cannot be taken.
void Emitter::mark_escapes() {
  for (const Block& block : blocks_) {
    if (block.kind == Block::kWith) b_.code().with_blocks[block.with_index].escapes = true;
  }
}

}  // namespace interloom::lang::compile
