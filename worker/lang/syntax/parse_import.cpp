// import and from ... import.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

// NAME ('.' NAME)*, interned as one string.
std::optional<Identifier> Parser::dotted_name() {
  if (!at(Tok::kName)) return std::nullopt;
  Identifier name = identifier(tok());
  ++pos_;
  if (!at(Tok::kDot)) return name;
  std::string whole(name);
  while (at(Tok::kDot)) {
    ++pos_;
    if (!at(Tok::kName)) return std::nullopt;
    whole += '.';
    whole += identifier(tok());
    ++pos_;
  }
  return names_.intern(whole);
}

bool Parser::optional_alias(Alias* alias) {
  if (!accept(Tok::kAs)) return true;
  if (!at(Tok::kName)) return false;
  alias->asname = identifier(tok());
  ++pos_;
  return true;
}

Stmt* Parser::import_statement() {
  const uint32_t first = pos_++;
  const size_t list = list_begin();
  do {
    const uint32_t start = pos_;
    const std::optional<Identifier> name = dotted_name();
    if (!name) return list_drop(list);
    auto* alias = make<Alias>();
    alias->name = *name;
    if (!optional_alias(alias)) return list_drop(list);
    alias->at = span_from(start);
    list_add(alias);
  } while (accept(Tok::kComma));
  Import* node = make_stmt<Import>();
  node->names = list_end<Alias>(list);
  return end_stmt(node, first);
}

// 'from' ('.' | '...')* [dotted_name] 'import' ('*' | '(' names [','] ')' | names)
Stmt* Parser::import_from() {
  const uint32_t first = pos_++;
  ImportFrom* node = make_stmt<ImportFrom>();
  for (; at(Tok::kDot) || at(Tok::kEllipsis); ++pos_) node->level += at(Tok::kDot) ? 1 : 3;
  if (at(Tok::kName) || node->level == 0) {
    const std::optional<Identifier> name = dotted_name();
    if (!name) return nullptr;
    node->module = *name;
  }
  if (!accept(Tok::kImport) || !import_names(node)) return nullptr;
  return end_stmt(node, first);
}

bool Parser::import_names(ImportFrom* node) {
  const bool parenthesised = accept(Tok::kLPar);
  const size_t list = list_begin();
  if (!parenthesised && at(Tok::kStar)) {
    auto* alias = make<Alias>();
    ++pos_;
    alias->name = names_.intern("*");
    alias->at = span_from(pos_ - 1);
    list_add(alias);
    node->names = list_end<Alias>(list);
    return true;
  }
  do {
    if (parenthesised && at(Tok::kRPar) && scratch_.size() > list) break;
    if (!at(Tok::kName)) {
      note_farthest();
      const bool trailing = !parenthesised && scratch_.size() > list && at(Tok::kNewline);
      if (trailing && second_pass()) raise_here("trailing comma not allowed without surrounding parentheses");
      return list_drop(list), false;
    }
    auto* alias = make<Alias>();
    const uint32_t start = pos_;
    alias->name = identifier(tok());
    ++pos_;
    if (!optional_alias(alias)) return list_drop(list), false;
    alias->at = span_from(start);
    list_add(alias);
  } while (accept(Tok::kComma));
  node->names = list_end<Alias>(list);
  return !parenthesised || accept(Tok::kRPar);
}

}  // namespace interloom::lang::syntax
