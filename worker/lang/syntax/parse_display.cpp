// Brackets as atoms: groups, tuples, lists, dicts, sets, and where they are comprehensions.
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"

namespace interloom::lang::syntax {

template <class T> Expr* Parser::finish_comprehension(uint32_t first, Expr* element, Tok closing) {
  const auto generators = comprehensions();
  if (!generators || !accept(closing)) return nullptr;
  auto* node = make_expr<T>(first);
  node->elt = element;
  node->generators = *generators;
  return over(node, std::max(height_of(element), height_of(*generators)));
}

Expr* Parser::parenthesis() {
  if (!enter()) return nullptr;
  const uint32_t first = pos_++;
  if (accept(Tok::kRPar)) return make_expr<Tuple>(first);
  const bool is_yield = at(Tok::kYield);
  if (at(Tok::kDoubleStar) && second_pass()) {
    const uint32_t star = pos_++;
    if (expression() && at(Tok::kRPar)) raise("cannot use double starred expression here", span_of(tokens_[star]));
    return nullptr;
  }
  Expr* item = is_yield ? yield_expression() : star_named_expression();
  if (!item) return nullptr;
  Starred* star = as<Starred>(item);
  if (accept(Tok::kRPar)) {
    if (!star) {
      item->parenthesized = true;
      return item;
    }
    note_farthest();
    return second_pass() ? raise("cannot use starred expression here", star->at) : nullptr;
  }
  if (is_yield) return nullptr;
  if (at(Tok::kComma)) return tuple_rest(first, item);
  if (!at_comprehension()) return nullptr;
  if (star) return second_pass() ? invalid_comprehension_target(0) : nullptr;
  return finish_comprehension<GeneratorExp>(first, item, Tok::kRPar);
}

Expr* Parser::tuple_rest(uint32_t first, Expr* item) {
  const size_t list = list_begin();
  list_add(item);
  while (accept(Tok::kComma) && !at(Tok::kRPar)) {
    item = star_named_expression();
    if (!item) return list_drop(list);
    list_add(item);
  }
  if (!accept(Tok::kRPar)) return list_drop(list);
  auto* node = make_expr<Tuple>(first);
  node->elts = list_end<Expr>(list);
  return over(node, height_of(node->elts));
}

Expr* Parser::list_display() {
  if (!enter()) return nullptr;
  const uint32_t first = pos_++;
  const size_t list = list_begin();
  if (!at(Tok::kRSqb)) {
    do {
      if (at(Tok::kRSqb)) break;
      Expr* item = star_named_expression();
      if (!item) {
        if (second_pass() && !raised() && at_comprehension()) invalid_comprehension_target(scratch_.size() - list);
        return list_drop(list);
      }
      list_add(item);
    } while (accept(Tok::kComma));
  }
  if (at_comprehension()) {
    const size_t items = scratch_.size() - list;
    Expr* item = items ? static_cast<Expr*>(scratch_[list]) : nullptr;
    if (items == 1 && tokens_[pos_ - 1].kind != Tok::kComma && !as<Starred>(item)) {
      scratch_.resize(list);
      return finish_comprehension<ListComp>(first, item, Tok::kRSqb);
    }
    if (second_pass() && items) invalid_comprehension_target(items);
    return list_drop(list);
  }
  if (!accept(Tok::kRSqb)) return list_drop(list);
  auto* node = make_expr<List>(first);
  node->elts = list_end<Expr>(list);
  return over(node, height_of(node->elts));
}

Expr* Parser::brace_display() {
  if (!enter()) return nullptr;
  const uint32_t first = pos_++;
  if (accept(Tok::kRBrace)) return make_expr<Dict>(first);
  if (at(Tok::kDoubleStar)) return dict_display(first, nullptr);
  Expr* item = star_named_expression();
  if (!item) return nullptr;
  if (!at(Tok::kColon)) return set_display(first, item);
  if (as<Starred>(item) || (as<NamedExpr>(item) && !item->parenthesized)) return nullptr;
  return dict_display(first, item);
}

Expr* Parser::set_display(uint32_t first, Expr* item) {
  if (at_comprehension()) {
    if (!as<Starred>(item)) return finish_comprehension<SetComp>(first, item, Tok::kRBrace);
    list_add(item);
    if (second_pass()) invalid_comprehension_target(1);
    return list_drop(scratch_.size() - 1);
  }
  const size_t list = list_begin();
  list_add(item);
  while (accept(Tok::kComma) && !at(Tok::kRBrace) && !at_comprehension()) {
    item = star_named_expression();
    if (!item) return list_drop(list);
    list_add(item);
  }
  if (at_comprehension() && second_pass()) invalid_comprehension_target(scratch_.size() - list);
  if (raised() || !accept(Tok::kRBrace)) return list_drop(list);
  auto* node = make_expr<Set>(first);
  node->elts = list_end<Expr>(list);
  return over(node, height_of(node->elts));
}

// One "key: value" or "**value": pushes the key (null) and the value. REQUIRES: not at the '}'. A first key that was read
// already is on top of scratch_, and the ':' is next.
bool Parser::dict_item(bool first_item) {
  const bool has_key = first_item && at(Tok::kColon);
  if (!has_key && at(Tok::kDoubleStar)) {
    const uint32_t star = pos_++;
    Expr* value = bitwise_or();
    if (!value) return false;
    if (first_item && at_comprehension() && second_pass()) {
      if (comprehensions() && at(Tok::kRBrace)) raise("dict unpacking cannot be used in dict comprehension", span_of(tokens_[star]));
      return false;
    }
    list_add(nullptr);
    list_add(value);
    return true;
  }
  if (!has_key) {
    Expr* key = first_item ? expression() : later_key();
    if (!key) return false;
    if (!at(Tok::kColon)) {
      note_farthest();
      Span at = key->at;
      at.col_offset = tokens_[pos_ - 1].end_column - 1;
      at.lineno = key->at.lineno;
      at.end_col_offset = -1;
      if (second_pass()) raise("':' expected after dictionary key", at);
      return false;
    }
    list_add(key);
  }
  const uint32_t colon = pos_++;
  Expr* value = expression();
  if (!value) {
    if (raised() || !second_pass()) return false;
    note_farthest();
    reset(colon + 1);
    if (at(Tok::kStar)) {
      const uint32_t star = pos_++;
      if (bitwise_or()) raise("cannot use a starred expression in a dictionary value", join(span_of(tokens_[star]), span_of(tokens_[farthest_])));
    } else if (at(Tok::kRBrace) || at(Tok::kComma)) {
      raise_at(tokens_[colon], "expression expected after dictionary key and ':'");
    }
    return false;
  }
  list_add(value);
  return true;
}

// A key after the first: what is missing behind it is a ':', whatever else could be.
Expr* Parser::later_key() {
  if (!second_pass()) return expression();
  const uint32_t mark = pos_;
  Expr* key = probe(&Parser::expression);
  if (key) return key;
  if (raised()) return nullptr;
  reset(mark);
  return expression();
}

Expr* Parser::dict_display(uint32_t first, Expr* key) {
  const size_t list = list_begin();
  if (key) list_add(key);
  for (bool first_item = true; first_item || !at(Tok::kRBrace); first_item = false) {
    if (!dict_item(first_item)) return list_drop(list);
    if (first_item && scratch_[list] && at_comprehension()) {
      auto* value = static_cast<Expr*>(scratch_[list + 1]);
      scratch_.resize(list);
      const auto generators = comprehensions();
      if (!generators || !accept(Tok::kRBrace)) return nullptr;
      auto* node = make_expr<DictComp>(first);
      node->key = key;
      node->value = value;
      node->generators = *generators;
      return over(node, std::max({height_of(key), height_of(value), height_of(*generators)}));
    }
    if (!accept(Tok::kComma)) break;
  }
  if (!accept(Tok::kRBrace)) return list_drop(list);
  const size_t count = (scratch_.size() - list) / 2;
  auto* node = make_expr<Dict>(first);
  auto** keys = static_cast<Expr**>(ast_.arena->allocate(2 * count * sizeof(Expr*)));
  for (size_t i = 0; i < count; ++i) {
    keys[i] = static_cast<Expr*>(scratch_[list + 2 * i]);
    keys[count + i] = static_cast<Expr*>(scratch_[list + 2 * i + 1]);
  }
  scratch_.resize(list);
  node->keys = {keys, count};
  node->values = {keys + count, count};
  return over(node, std::max(height_of(node->keys), height_of(node->values)));
}

}  // namespace interloom::lang::syntax
