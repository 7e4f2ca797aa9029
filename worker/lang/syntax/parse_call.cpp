// The arguments of calls and class definitions.
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"

namespace interloom::lang::syntax {

Expr* Parser::call(uint32_t first, Expr* func) {
  if (!enter()) return nullptr;
  const uint32_t open = pos_++;
  CallParts parts;
  if (!call_arguments(parts)) return nullptr;
  if (parts.args.size() == 1 && at_comprehension() && parts.keywords.empty() && tokens_[pos_ - 1].kind != Tok::kComma) {
    if (as<Starred>(parts.args[0])) {
      list_add(parts.args[0]);
      if (second_pass()) invalid_comprehension_target(1);
      return list_drop(scratch_.size() - 1);
    }
    const auto generators = comprehensions();
    if (!generators) return nullptr;
    if (!accept(Tok::kRPar)) {
      if (second_pass() && at(Tok::kComma)) {
        raise("Generator expression must be parenthesized", join(parts.args[0]->at, span_of(tokens_[pos_ - 1])));
      }
      return nullptr;
    }
    auto* element = make_expr<GeneratorExp>(open);
    element->elt = parts.args[0];
    element->generators = *generators;
    if (!over(element, std::max(height_of(element->elt), height_of(*generators)))) return nullptr;
    parts.args[0] = element;
    parts.height = element->height;
  } else if (!accept(Tok::kRPar)) {
    return nullptr;
  }
  auto* node = make_expr<Call>(first);
  node->func = func;
  node->args = parts.args;
  node->keywords = parts.keywords;
  return over(node, std::max(height_of(func), parts.height));
}

// Stops at the ')', or at a 'for' behind a lone argument. The caller has passed the '('.
bool Parser::call_arguments(CallParts& out) {
  const size_t args = list_begin(), keywords = keywords_.size();
  const uint32_t first = pos_;
  const char* misplaced = nullptr;
  bool ok = true;
  while (ok && !at(Tok::kRPar)) {
    ok = call_argument(first, keywords, misplaced);
    if (!ok || !accept(Tok::kComma)) break;
  }
  if (misplaced && !raised()) raise_here(misplaced);
  ok = ok && !raised();
  if (ok) {
    out.keywords = ast_.arena->copy(std::span<Keyword* const>(keywords_).subspan(keywords));
    out.args = list_end<Expr>(args);
    out.height = height_of(out.args);
    for (const Keyword* keyword : out.keywords) out.height = std::max(out.height, height_of(keyword->value));
  } else {
    list_drop(args);
  }
  keywords_.resize(keywords);
  return ok;
}

// One argument: an expression onto scratch_ or a keyword onto keywords_. `first`: the token after the '('. `misplaced`: what to
// say about a positional argument after keywords, when the others have been read.
bool Parser::call_argument(uint32_t first, size_t keywords, const char*& misplaced) {
  if (at(Tok::kName) && kind_after() == Tok::kEqual) return keyword_argument();
  if (at(Tok::kDoubleStar)) return unpacked_keywords();
  const uint32_t mark = pos_;
  const bool star = at(Tok::kStar);
  const bool unpacked = keywords_.size() > keywords && keywords_.back()->arg.empty();
  const bool any_unpacked = unpacked || has_unpacking(keywords);
  Expr* value = star ? starred(&Parser::expression) : positional_argument();
  if (star && (any_unpacked || (!value && mark != first))) {
    if (second_pass() && !raised()) {
      raise("iterable argument unpacking follows keyword argument unpacking", join(span_of(tokens_[first]), span_of(tokens_[mark - 2])));
    }
    return false;
  }
  if (!value) return false;
  if (at_comprehension() && mark != first) {
    if (second_pass() && comprehensions()) {
      raise("Generator expression must be parenthesized", join(value->at, span_of(tokens_[pos_ - 1])));
    }
    return false;
  }
  if (!star && keywords_.size() > keywords) {
    note_farthest();
    if (!second_pass()) return false;
    if (!misplaced) misplaced = unpacked ? "positional argument follows keyword argument unpacking" : "positional argument follows keyword argument";
  }
  list_add(value);
  return true;
}

bool Parser::has_unpacking(size_t keywords) const {
  for (size_t i = keywords; i < keywords_.size(); ++i) {
    if (keywords_[i]->arg.empty()) return true;
  }
  return false;
}

bool Parser::unpacked_keywords() {
  const uint32_t first = pos_++;
  Expr* value = expression();
  if (!value) return false;
  auto* node = make<Keyword>();
  node->at = span_from(first);
  node->value = value;
  keywords_.push_back(node);
  return true;
}

bool Parser::keyword_argument() {
  const uint32_t first = pos_;
  auto* node = make<Keyword>();
  node->arg = identifier(tok());
  pos_ += 2;
  node->value = expression();
  if (!node->value) return false;
  node->at = span_from(first);
  if (at_comprehension() && second_pass() && comprehensions()) {
    raise("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", join(span_of(tokens_[first]), span_of(tokens_[first + 1])));
    return false;
  }
  keywords_.push_back(node);
  return true;
}

// NAME ':=' expression, or an expression that neither ':=' nor '=' follows.
Expr* Parser::positional_argument() {
  const uint32_t first = pos_;
  const bool walrus = at(Tok::kName) && kind_after() == Tok::kColonEqual;
  Expr* value = walrus ? named_expression() : expression_no_walrus();
  if (!value || !at(Tok::kEqual)) return value;
  note_farthest();
  if (!second_pass() || walrus) return nullptr;
  const Span at = join(span_of(tokens_[first]), span_of(tok()));
  const auto* constant = as<Constant>(value);
  if (constant && constant->type <= ConstantKind::kFalse && pos_ == first + 1) return raise("cannot assign to " + describe(value), at);
  return raise("expression cannot contain assignment, perhaps you meant \"==\"?", at);
}

}  // namespace interloom::lang::syntax
