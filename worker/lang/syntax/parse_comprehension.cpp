// The clauses of comprehensions.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

std::optional<Seq<Comprehension>> Parser::comprehensions() {
  const size_t list = list_begin();
  while (at_comprehension()) {
    Comprehension* one = comprehension();
    if (!one) return list_drop(list), std::nullopt;
    list_add(one);
  }
  if (scratch_.size() == list) return std::nullopt;
  return list_end<Comprehension>(list);
}

// ['async'] 'for' targets 'in' disjunction ('if' disjunction)*
Comprehension* Parser::comprehension() {
  auto* node = make<Comprehension>();
  node->is_async = accept(Tok::kAsync);
  ++pos_;
  node->target = for_target();
  if (!node->target || !accept(Tok::kIn)) return nullptr;
  node->iter = disjunction();
  if (!node->iter) return nullptr;
  const size_t list = list_begin();
  while (at(Tok::kIf)) {
    const uint32_t mark = pos_++;
    Expr* condition = disjunction();
    if (!condition) {
      if (raised()) return list_drop(list);
      reset(mark);
      break;
    }
    list_add(condition);
  }
  node->ifs = list_end<Expr>(list);
  return node;
}

// At the 'for' after elements that are no comprehension's: the last `items` of scratch_ (0: one starred element in
// parentheses). Raises when a comprehension follows.
Expr* Parser::invalid_comprehension_target(size_t items) {
  const bool several = items > 1 || (items == 1 && tokens_[pos_ - 1].kind == Tok::kComma);
  Expr* first = items ? static_cast<Expr*>(scratch_[scratch_.size() - items]) : nullptr;
  Expr* last = items ? static_cast<Expr*>(scratch_.back()) : nullptr;
  const uint32_t end = pos_ - 1;
  if (!comprehensions()) return nullptr;
  if (several) {
    const Span tail = items > 1 ? last->at : span_of(tokens_[end]);
    return raise("did you forget parentheses around the comprehension target?", join(first->at, tail));
  }
  Span at = span_of(tokens_[end]);
  if (first) {
    at = first->at;
  } else {
    uint32_t open = end;  // the star is just inside the nearest '(' one level out
    while (open > 0 && !(tokens_[open - 1].kind == Tok::kLPar && tokens_[open - 1].level == tokens_[end].level)) --open;
    at = join(span_of(tokens_[open]), at);
  }
  return raise("iterable unpacking cannot be used in comprehension", at);
}

}  // namespace interloom::lang::syntax
