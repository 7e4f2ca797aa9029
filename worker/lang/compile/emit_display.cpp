// Displays and comprehensions.
#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
namespace {

constexpr size_t kMaxOnStack = 32;  // more items of a display are added one after another

std::optional<Constant> constant_items(ast::Seq<ast::Expr> items) {
  Constant::Tuple tuple;
  for (const ast::Expr* item : items) {
    auto constant = fold(item);
    if (!constant) return std::nullopt;
    tuple.items.push_back(std::move(*constant));
  }
  return Constant{std::move(tuple)};
}

}  // namespace

void Emitter::display(ast::Seq<ast::Expr> items, Display kind, const Span& span) {
  const Opcode build = kind == Display::kSet ? Opcode::kBuildSet : Opcode::kBuildList;
  bool constant_set = false;
  if (kind == Display::kTuple || items.size() > 2) {
    auto tuple = constant_items(items);
    constant_set = tuple && kind == Display::kSet;
    if (tuple && !constant_set) {
      at(span);
      if (kind != Display::kTuple) emit(build, 0);
      b_.load_const(std::move(*tuple));
      if (kind != Display::kTuple) emit(Opcode::kListExtend);
      return;
    }
  }
  // CPython keeps a frozenset of the constants and updates an empty set by it: the order of iteration is that of two insertions.
  if (constant_set) emit(build, 0);
  size_t plain = 0;
  while (plain < items.size() && plain < kMaxOnStack && !ast::as<ast::Starred>(items[plain])) expression(items[plain++]);
  at(span);
  const bool whole = plain == items.size();
  emit(whole && kind == Display::kTuple ? Opcode::kBuildTuple : build, static_cast<uint32_t>(plain));
  for (const ast::Expr* item : items.subspan(plain)) {
    const auto* star = ast::as<ast::Starred>(item);
    expression(star ? star->value : item);
    at(span);
    if (star) {
      emit(kind == Display::kSet ? Opcode::kSetUpdate : Opcode::kListExtend);
    } else {
      emit(kind == Display::kSet ? Opcode::kSetAddAt : Opcode::kListAppendAt, 0);
    }
  }
  if (!whole && kind == Display::kTuple) emit(Opcode::kListToTuple);
  if (constant_set) emit(Opcode::kSetUpdate);
}

void Emitter::dict(const ast::Dict* node) {
  size_t plain = 0;
  for (; plain < node->keys.size() && plain < kMaxOnStack && node->keys[plain]; ++plain) {
    expression(node->keys[plain]);
    expression(node->values[plain]);
  }
  at(node->at);
  emit(Opcode::kBuildDict, static_cast<uint32_t>(plain));
  for (size_t i = plain; i < node->keys.size(); ++i) {
    if (node->keys[i]) expression(node->keys[i]);
    expression(node->values[i]);
    at(node->at);
    emit(node->keys[i] ? Opcode::kMapAddAt : Opcode::kDictUpdate, 0);
  }
}

// List, set and dict comprehensions run in the frame around them, with hidden locals.
void Emitter::comprehension(const ast::Expr* node) {
  const bool is_list = node->kind == ast::ExprKind::kListComp, is_set = node->kind == ast::ExprKind::kSetComp;
  const ast::Seq<ast::Comprehension> parts = is_list  ? ast::as<ast::ListComp>(node)->generators
                                             : is_set ? ast::as<ast::SetComp>(node)->generators
                                                      : ast::as<ast::DictComp>(node)->generators;
  expression(parts[0]->iter);
  at(node->at);
  emit(Opcode::kGetIter);
  emit(is_list ? Opcode::kBuildList : is_set ? Opcode::kBuildSet : Opcode::kBuildDict, 0);
  emit(Opcode::kSwap);
  enter_inlined(*shared_.symbols.of(node));
  comprehension_loops(parts, 0, node);
  leave_inlined();
}

// The iterator of parts[index] is on top of the stack; it is gone afterwards.
void Emitter::comprehension_loops(ast::Seq<ast::Comprehension> parts, size_t index, const ast::Expr* node) {
  if (stop(node->at)) return;
  const ast::Comprehension* part = parts[index];
  const Label top = b_.new_label(), end = b_.new_label();
  b_.bind(top);
  at(node->at);
  jump(Opcode::kForIter, end);
  store(part->target);
  for (const ast::Expr* condition : part->ifs) jump_if(condition, false, top);
  if (index + 1 < parts.size()) {
    expression(parts[index + 1]->iter);
    at(node->at);
    emit(Opcode::kGetIter);
    comprehension_loops(parts, index + 1, node);
  } else {
    comprehension_item(node, static_cast<uint32_t>(parts.size()));
  }
  jump(Opcode::kJump, top);
  b_.bind(end);
}

void Emitter::comprehension_item(const ast::Expr* node, uint32_t iterators) {
  if (const auto* list = ast::as<ast::ListComp>(node)) {
    expression(list->elt);
    at(list->elt->at);
    emit(Opcode::kListAppendAt, iterators);
  } else if (const auto* set = ast::as<ast::SetComp>(node)) {
    expression(set->elt);
    at(set->elt->at);
    emit(Opcode::kSetAddAt, iterators);
  } else if (const auto* dict = ast::as<ast::DictComp>(node)) {
    expression(dict->key);
    expression(dict->value);
    at(dict->key->at);
    emit(Opcode::kMapAddAt, iterators);
  } else {
    expression(ast::as<ast::GeneratorExp>(node)->elt);
    at(ast::as<ast::GeneratorExp>(node)->elt->at);
    emit(Opcode::kYield);
    emit(Opcode::kPop);
  }
}

// A generator expression is a generator function called with the first iterator.
void Emitter::generator(const ast::GeneratorExp* node) {
  const Scope& inner = *shared_.symbols.of(static_cast<const ast::Expr*>(node));
  Emitter emitter(shared_, inner, "<genexpr>", qualname_of("<genexpr>"), static_cast<uint32_t>(node->at.lineno));
  at(node->at);
  if (!inner.free.empty()) push_closure(inner);
  make_function(inner, emitter.generator_code(node), 0);
  expression(node->generators[0]->iter);
  at(node->at);
  emit(Opcode::kGetIter);
  b_.call(1);
}

std::shared_ptr<const Code> Emitter::generator_code(const ast::GeneratorExp* node) {
  const uint32_t iterator = b_.local(".0");
  b_.code().parameter_count = b_.code().positional_only_count = 1;
  begin_frame();
  at(node->at);
  emit(Opcode::kLoadLocal, iterator);
  comprehension_loops(node->generators, 0, node);
  b_.load_none();
  emit(Opcode::kReturn);
  return finish();
}

}  // namespace interloom::lang::compile
