// Functions, classes, decorators.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

// ('@' named_expression NEWLINE)+ then a definition
Stmt* Parser::decorated() {
  const size_t list = list_begin();
  while (accept(Tok::kAt)) {
    Expr* decorator = named_expression();
    if (!decorator || !accept(Tok::kNewline)) return list_drop(list);
    list_add(decorator);
  }
  const Seq<Expr> decorators = list_end<Expr>(list);
  if (at(Tok::kDef)) return function(pos_, decorators, false);
  if (at(Tok::kClass)) return class_definition(decorators);
  if (at(Tok::kAsync) && kind_after() == Tok::kDef) {
    ++pos_;
    return function(pos_ - 1, decorators, true);
  }
  if (at(Tok::kAsync)) ++pos_;
  return nullptr;
}

// At the 'def'; `first` is its 'async', if there is one.
Stmt* Parser::function(uint32_t first, Seq<Expr> decorators, bool is_async) {
  const int32_t line = tok().line;
  ++pos_;
  if (!at(Tok::kName)) return nullptr;
  FunctionFields fields;
  fields.name = identifier(tok());
  fields.decorator_list = decorators;
  ++pos_;
  const auto type_parameters = type_params();
  if (!type_parameters) return nullptr;
  fields.type_params = *type_parameters;
  if (!accept(Tok::kLPar)) {
    note_farthest();
    return raise_at(tok(), "expected '('");
  }
  fields.args = parameters(false);
  if (!fields.args || !accept(Tok::kRPar)) return nullptr;
  if (at(Tok::kRArrow)) {
    const uint32_t arrow = pos_++;
    fields.returns = expression();
    if (raised()) return nullptr;
    if (!fields.returns) reset(arrow);
  }
  if (!colon(true)) return nullptr;
  const auto body = block("function definition", line);
  if (!body) return nullptr;
  fields.body = *body;
  if (is_async) {
    auto* node = make_stmt<AsyncFunctionDef>();
    static_cast<FunctionFields&>(*node) = fields;
    return end_block_stmt(node, first);
  }
  auto* node = make_stmt<FunctionDef>();
  static_cast<FunctionFields&>(*node) = fields;
  return end_block_stmt(node, first);
}

Stmt* Parser::class_definition(Seq<Expr> decorators) {
  const uint32_t first = pos_++;
  if (!at(Tok::kName)) return nullptr;
  ClassDef* node = make_stmt<ClassDef>();
  node->name = identifier(tok());
  node->decorator_list = decorators;
  ++pos_;
  const auto type_parameters = type_params();
  if (!type_parameters) return nullptr;
  node->type_params = *type_parameters;
  if (accept(Tok::kLPar)) {
    CallParts parts;
    if (!call_arguments(parts) || !accept(Tok::kRPar)) return nullptr;
    node->bases = parts.args;
    node->keywords = parts.keywords;
  }
  if (!colon()) return nullptr;
  const auto body = block("class definition", tokens_[first].line);
  if (!body) return nullptr;
  node->body = *body;
  return end_block_stmt(node, first);
}

}  // namespace interloom::lang::syntax
