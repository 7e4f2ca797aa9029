// Collector: the pass over the tree that makes the scopes and notes what each name is there (symbols.h).
#pragma once

#include <string_view>

#include "worker/lang/compile/symbols.h"

namespace interloom::lang::compile {

class Collector {
 public:
  Collector(Symbols& symbols, Scope& module, bool future_annotations, Diagnostics& diagnostics)
      : symbols_(symbols), scope_(&module), future_annotations_(future_annotations), diagnostics_(diagnostics) {}

  void collect(const ast::Ast& tree);

 private:
  class Inside;  // makes another scope the current one

  // collect_statement.cpp
  void body(ast::Seq<ast::Stmt> statements);
  void statement(const ast::Stmt* node);
  void if_chain(const ast::If* node);
  void function(const ast::FunctionFields& fields, const ast::Stmt* node);
  void class_definition(const ast::ClassDef* node);
  void type_alias(const ast::TypeAlias* node);
  void type_params(ast::Seq<ast::TypeParam> params);
  void annotated(const ast::AnnAssign* node);
  void try_parts(const ast::TryFields& fields);
  void declare(std::span<ast::Identifier> names, const ast::Span& at, bool is_global);
  void import(ast::Seq<ast::Alias> names, bool from);
  void match(const ast::Match* node);
  void pattern(const ast::Pattern* node);

  // collect_expression.cpp
  void expression(const ast::Expr* node);
  void expressions(ast::Seq<ast::Expr> nodes);
  void annotation(const ast::Expr* node);
  void name(const ast::Name* node);
  void walrus(const ast::NamedExpr* node);
  void lambda(const ast::Lambda* node);
  void comprehension(const ast::Expr* node, ast::Seq<ast::Comprehension> generators, const ast::Expr* first,
                     const ast::Expr* second, std::string_view kind);
  void defaults(const ast::Arguments* args);
  void annotations(const ast::Arguments* args, const ast::Expr* returns);
  void parameters(const ast::Arguments* args);
  void yield(const ast::Expr* node, const ast::Expr* value, std::string_view what);
  void refuse_async(const ast::Span& at) { diagnostics_.fail(at, "async code is not supported by Interloom"); }

  // flags: Symbol::Flag. Refuses a parameter's second appearance.
  void define(std::string_view name, uint16_t flags, const ast::Span& at);

  Symbols& symbols_;
  Scope* scope_;
  const bool future_annotations_;
  Diagnostics& diagnostics_;
};

class Collector::Inside {
 public:
  Inside(Collector& collector, Scope* scope) : collector_(collector), before_(collector.scope_) { collector.scope_ = scope; }
  ~Inside() { collector_.scope_ = before_; }
  Inside(const Inside&) = delete;

 private:
  Collector& collector_;
  Scope* const before_;
};

}  // namespace interloom::lang::compile
