// Statements of one line, and sequences of statements.
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"

namespace interloom::lang::syntax {

// Until the end of a block or of the source; pushes onto scratch_.
bool Parser::statements() {
  while (!is_last() && !at(Tok::kDedent)) {
    if (!statement()) return false;
  }
  return true;
}

bool Parser::statement() {
  if (!enter()) return false;
  switch (kind()) {
    case Tok::kDef: case Tok::kAt: case Tok::kAsync: case Tok::kClass: case Tok::kIf: case Tok::kFor: case Tok::kWhile: case Tok::kWith:
    case Tok::kTry: {
      Stmt* stmt = compound_statement();
      if (stmt) list_add(stmt);
      return stmt;
    }
    case Tok::kName:
      if (tok().flags == kSoftMatch) {
        const uint32_t mark = pos_;
        const std::optional<Stmt*> stmt = match_statement();
        if (stmt.has_value()) {
          if (*stmt) list_add(*stmt);
          return *stmt;
        }
        if (raised()) return false;
        reset(mark);
      }
      return simple_statements();
    default: return simple_statements();
  }
}

// simple (';' simple)* [';'] NEWLINE
bool Parser::simple_statements() {
  do {
    Stmt* stmt = simple_statement();
    if (!stmt) return false;
    list_add(stmt);
  } while (accept(Tok::kSemi) && !at(Tok::kNewline));
  return accept(Tok::kNewline);
}

Stmt* Parser::simple_statement() {
  switch (kind()) {
    case Tok::kReturn: return return_statement();
    case Tok::kImport: return import_statement();
    case Tok::kFrom: return import_from();
    case Tok::kRaise: return raise_statement();
    case Tok::kPass: return word_statement<Pass>();
    case Tok::kBreak: return word_statement<Break>();
    case Tok::kContinue: return word_statement<Continue>();
    case Tok::kDel: return delete_statement();
    case Tok::kAssert: return assert_statement();
    case Tok::kGlobal: return names_statement<Global>();
    case Tok::kNonlocal: return names_statement<Nonlocal>();
    case Tok::kName:
      if (tok().flags == kSoftType && kind_after() == Tok::kName) {
        const Tok third = tokens_[pos_ + 2].kind;  // a name is never last
        if (third == Tok::kEqual || third == Tok::kLSqb) return type_alias();
      }
      return expression_statement();
    default: return expression_statement();
  }
}

template <class T> Stmt* Parser::word_statement() {
  const uint32_t first = pos_++;
  return end_stmt(make_stmt<T>(), first);
}

template <class T> Stmt* Parser::names_statement() {
  const uint32_t first = pos_++;
  std::vector<Identifier> names;
  do {
    if (!at(Tok::kName)) return nullptr;
    names.push_back(identifier(tok()));
    ++pos_;
  } while (accept(Tok::kComma));
  T* node = make_stmt<T>();
  node->names = ast_.arena->copy(std::span(names));
  return end_stmt(node, first);
}

Stmt* Parser::return_statement() {
  const uint32_t first = pos_++;
  Return* node = make_stmt<Return>();
  if (starts_expression(kind()) || at(Tok::kStar)) {
    const uint32_t mark = pos_;
    node->value = star_expressions();
    if (!node->value) {
      if (raised()) return nullptr;
      reset(mark);
    }
  }
  return end_stmt(node, first);
}

Stmt* Parser::raise_statement() {
  const uint32_t first = pos_++;
  Raise* node = make_stmt<Raise>();
  if (!starts_expression(kind())) return end_stmt(node, first);
  node->exc = expression();
  if (!node->exc) return nullptr;
  if (accept(Tok::kFrom)) {
    node->cause = expression();
    if (!node->cause) return nullptr;
  }
  return end_stmt(node, first);
}

Stmt* Parser::assert_statement() {
  const uint32_t first = pos_++;
  Assert* node = make_stmt<Assert>();
  node->test = expression();
  if (!node->test) return nullptr;
  if (accept(Tok::kComma)) {
    node->msg = expression();
    if (!node->msg) return nullptr;
  }
  return end_stmt(node, first);
}

Stmt* Parser::delete_statement() {
  const uint32_t first = pos_++;
  const size_t list = list_begin();
  do {
    if (scratch_.size() > list && (at(Tok::kSemi) || at(Tok::kNewline))) break;
    Expr* target = star_expression();
    if (!target) {
      if (raised() || scratch_.size() == list) return list_drop(list);
      break;
    }
    list_add(target);
  } while (accept(Tok::kComma));
  const Seq<Expr> targets = list_end<Expr>(list);
  const bool ends = at(Tok::kSemi) || at(Tok::kNewline);
  note_farthest();
  for (Expr* target : targets) {
    if (ends && is_target(target, TargetUse::kDelete)) set_context(target, ExprContext::kDel);
    else if (second_pass() && invalid_target(target, TargetUse::kDelete)) return raise_target(target, TargetUse::kDelete);
    else if (!second_pass() || !ends) return nullptr;
  }
  Delete* node = make_stmt<Delete>();
  node->targets = targets;
  return end_stmt(node, first);
}

// type NAME [type_params] '=' expression
Stmt* Parser::type_alias() {
  const uint32_t first = pos_++;
  TypeAlias* node = make_stmt<TypeAlias>();
  node->name = make_name(ExprContext::kStore);
  const auto params = type_params();
  if (!params || !accept(Tok::kEqual)) return nullptr;
  node->type_params = *params;
  node->value = expression();
  return node->value ? end_stmt(node, first) : nullptr;
}

}  // namespace interloom::lang::syntax
