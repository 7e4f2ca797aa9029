#include "common/status.h"
#include "worker/lang/compile/collector.h"

namespace interloom::lang::compile {

void Collector::collect(const ast::Ast& tree) {
  if (tree.expression) return expression(tree.expression);
  body(tree.body);
}

void Collector::body(ast::Seq<ast::Stmt> statements) {
  for (const ast::Stmt* node : statements) statement(node);
}

void Collector::statement(const ast::Stmt* node) {
  if (diagnostics_.stop(node->at)) return;
  switch (node->kind) {
    case ast::StmtKind::kFunctionDef:
      return function(*ast::as<ast::FunctionDef>(node), node);
    case ast::StmtKind::kAsyncFunctionDef:
    case ast::StmtKind::kAsyncFor:
    case ast::StmtKind::kAsyncWith:
      return refuse_async(node->at);
    case ast::StmtKind::kClassDef:
      return class_definition(ast::as<ast::ClassDef>(node));
    case ast::StmtKind::kReturn:
      return expression(ast::as<ast::Return>(node)->value);
    case ast::StmtKind::kDelete:
      return expressions(ast::as<ast::Delete>(node)->targets);
    case ast::StmtKind::kAssign:
      expressions(ast::as<ast::Assign>(node)->targets);
      return expression(ast::as<ast::Assign>(node)->value);
    case ast::StmtKind::kTypeAlias:
      return type_alias(ast::as<ast::TypeAlias>(node));
    case ast::StmtKind::kAugAssign:
      expression(ast::as<ast::AugAssign>(node)->target);
      return expression(ast::as<ast::AugAssign>(node)->value);
    case ast::StmtKind::kAnnAssign:
      return annotated(ast::as<ast::AnnAssign>(node));
    case ast::StmtKind::kFor: {
      const auto* loop = ast::as<ast::For>(node);
      expression(loop->target);
      expression(loop->iter);
      body(loop->body);
      return body(loop->orelse);
    }
    case ast::StmtKind::kWhile: {
      const auto* loop = ast::as<ast::While>(node);
      expression(loop->test);
      body(loop->body);
      return body(loop->orelse);
    }
    case ast::StmtKind::kIf:
      return if_chain(ast::as<ast::If>(node));
    case ast::StmtKind::kWith:
      for (const ast::WithItem* item : ast::as<ast::With>(node)->items) {
        expression(item->context_expr);
        expression(item->optional_vars);
      }
      return body(ast::as<ast::With>(node)->body);
    case ast::StmtKind::kMatch:
      return match(ast::as<ast::Match>(node));
    case ast::StmtKind::kRaise:
      expression(ast::as<ast::Raise>(node)->exc);
      return expression(ast::as<ast::Raise>(node)->cause);
    case ast::StmtKind::kTry:
      return try_parts(*ast::as<ast::Try>(node));
    case ast::StmtKind::kTryStar:
      return try_parts(*ast::as<ast::TryStar>(node));
    case ast::StmtKind::kAssert:
      expression(ast::as<ast::Assert>(node)->test);
      return expression(ast::as<ast::Assert>(node)->msg);
    case ast::StmtKind::kImport:
      return import(ast::as<ast::Import>(node)->names, false);
    case ast::StmtKind::kImportFrom:
      return import(ast::as<ast::ImportFrom>(node)->names, true);
    case ast::StmtKind::kGlobal:
      return declare(ast::as<ast::Global>(node)->names, node->at, true);
    case ast::StmtKind::kNonlocal:
      return declare(ast::as<ast::Nonlocal>(node)->names, node->at, false);
    case ast::StmtKind::kExpr:
      return expression(ast::as<ast::ExprStmt>(node)->value);
    case ast::StmtKind::kPass:
    case ast::StmtKind::kBreak:
    case ast::StmtKind::kContinue:
      return;
  }
}

void Collector::if_chain(const ast::If* node) {
  while (node) {
    expression(node->test);
    body(node->body);
    const auto* next = node->orelse.size() == 1 ? ast::as<ast::If>(node->orelse[0]) : nullptr;
    if (!next) body(node->orelse);
    node = next;
  }
}

void Collector::function(const ast::FunctionFields& fields, const ast::Stmt* node) {
  define(fields.name, Symbol::kBound, node->at);
  expressions(fields.decorator_list);
  defaults(fields.args);
  Scope* outer =
      fields.type_params.empty() ? scope_ : symbols_.make(ScopeKind::kTypeParams, scope_, &fields.type_params, fields.name);
  Inside type_scope(*this, outer);
  type_params(fields.type_params);
  annotations(fields.args, fields.returns);
  Inside inside(*this, symbols_.make(ScopeKind::kFunction, scope_, node, fields.name));
  scope_->in_iterable = false;
  parameters(fields.args);
  body(fields.body);
}

void Collector::class_definition(const ast::ClassDef* node) {
  define(node->name, Symbol::kBound, node->at);
  expressions(node->decorator_list);
  Scope* outer =
      node->type_params.empty() ? scope_ : symbols_.make(ScopeKind::kTypeParams, scope_, &node->type_params, node->name);
  Inside type_scope(*this, outer);
  type_params(node->type_params);
  expressions(node->bases);
  for (const ast::Keyword* keyword : node->keywords) expression(keyword->value);
  Inside inside(*this, symbols_.make(ScopeKind::kClass, scope_, node, node->name));
  scope_->class_name = node->name;
  body(node->body);
}

void Collector::type_alias(const ast::TypeAlias* node) {
  expression(node->name);
  Scope* outer = symbols_.make(ScopeKind::kTypeParams, scope_, &node->type_params, "");
  Inside type_scope(*this, outer);
  type_params(node->type_params);
  Inside inside(*this, symbols_.make(ScopeKind::kLambda, scope_, node, "<type alias>"));
  expression(node->value);
}

void Collector::type_params(ast::Seq<ast::TypeParam> params) {
  for (const ast::TypeParam* param : params) {
    const std::string_view mangled = symbols_.mangle(scope_->class_name, param->name);
    if (scope_->binds(mangled)) return diagnostics_.fail(param->at, str_cat("duplicate type parameter '", param->name, "'"));
    define(param->name, Symbol::kBound, param->at);
    if (const auto* variable = ast::as<ast::TypeVar>(param)) {
      expression(variable->bound);
      expression(variable->default_value);
    } else if (const auto* spec = ast::as<ast::ParamSpec>(param)) {
      expression(spec->default_value);
    } else if (const auto* tuple = ast::as<ast::TypeVarTuple>(param)) {
      expression(tuple->default_value);
    }
  }
}

void Collector::annotated(const ast::AnnAssign* node) {
  if (const auto* target = ast::as<ast::Name>(node->target)) {
    const Symbol* known = scope_->find(symbols_.mangle(scope_->class_name, target->id));
    if (node->simple && scope_->kind != ScopeKind::kModule && known && known->has(Symbol::kGlobal | Symbol::kNonlocal)) {
      const bool global = known->has(Symbol::kGlobal);
      return diagnostics_.fail(node->at, str_cat("annotated name '", target->id, "' can't be ", global ? "global" : "nonlocal"));
    }
    if (node->simple) {
      frame_of(scope_)->has_annotations = true;
      define(target->id, Symbol::kAnnotated | Symbol::kBound, target->at);
    } else if (node->value) {
      define(target->id, Symbol::kBound, target->at);
    }
  } else {
    expression(node->target);
  }
  annotation(node->annotation);
  expression(node->value);
}

void Collector::try_parts(const ast::TryFields& fields) {
  body(fields.body);
  body(fields.orelse);
  for (const ast::ExceptHandler* handler : fields.handlers) {
    expression(handler->type);
    if (!handler->name.empty()) define(handler->name, Symbol::kBound, handler->at);
    body(handler->body);
  }
  body(fields.finalbody);
}

void Collector::declare(std::span<ast::Identifier> names, const ast::Span& at, bool is_global) {
  const std::string_view word = is_global ? "global" : "nonlocal";
  if (!is_global && scope_->kind == ScopeKind::kModule)
    return diagnostics_.fail(at, "nonlocal declaration not allowed at module level");
  for (const std::string_view id : names) {
    const std::string_view mangled = symbols_.mangle(scope_->class_name, id);
    if (const Symbol* known = scope_->find(mangled)) {
      if (known->has(Symbol::kParameter)) return diagnostics_.fail(at, str_cat("name '", id, "' is parameter and ", word));
      if (known->has(Symbol::kUsed))
        return diagnostics_.fail(at, str_cat("name '", id, "' is used prior to ", word, " declaration"));
      if (known->has(Symbol::kAnnotated)) return diagnostics_.fail(at, str_cat("annotated name '", id, "' can't be ", word));
      if (known->has(Symbol::kBound))
        return diagnostics_.fail(at, str_cat("name '", id, "' is assigned to before ", word, " declaration"));
    }
    define(id, is_global ? Symbol::kGlobal : Symbol::kNonlocal, at);
    ast::Span& declared = scope_->symbols[mangled].declared;
    if (declared.lineno == 0) declared = at;
  }
}

void Collector::import(ast::Seq<ast::Alias> names, bool from) {
  for (const ast::Alias* alias : names) {
    if (alias->name == "*") {
      if (scope_->kind != ScopeKind::kModule) return diagnostics_.fail(alias->at, "import * only allowed at module level");
      continue;
    }
    const std::string_view first = from ? alias->name : alias->name.substr(0, alias->name.find('.'));
    define(alias->asname.empty() ? first : alias->asname, Symbol::kBound, alias->at);
  }
}

void Collector::match(const ast::Match* node) {
  expression(node->subject);
  for (const ast::MatchCase* branch : node->cases) {
    pattern(branch->pattern);
    expression(branch->guard);
    body(branch->body);
  }
}

void Collector::pattern(const ast::Pattern* node) {
  if (!node || diagnostics_.stop(node->at)) return;
  auto all = [&](ast::Seq<ast::Pattern> patterns) {
    for (const ast::Pattern* inner : patterns) pattern(inner);
  };
  auto capture = [&](std::string_view id) {
    if (!id.empty()) define(id, Symbol::kBound, node->at);
  };
  switch (node->kind) {
    case ast::PatternKind::kMatchValue:
      return expression(ast::as<ast::MatchValue>(node)->value);
    case ast::PatternKind::kMatchSingleton:
      return;
    case ast::PatternKind::kMatchSequence:
      return all(ast::as<ast::MatchSequence>(node)->patterns);
    case ast::PatternKind::kMatchMapping:
      expressions(ast::as<ast::MatchMapping>(node)->keys);
      all(ast::as<ast::MatchMapping>(node)->patterns);
      return capture(ast::as<ast::MatchMapping>(node)->rest);
    case ast::PatternKind::kMatchClass:
      expression(ast::as<ast::MatchClass>(node)->cls);
      all(ast::as<ast::MatchClass>(node)->patterns);
      return all(ast::as<ast::MatchClass>(node)->kwd_patterns);
    case ast::PatternKind::kMatchStar:
      return capture(ast::as<ast::MatchStar>(node)->name);
    case ast::PatternKind::kMatchAs:
      pattern(ast::as<ast::MatchAs>(node)->pattern);
      return capture(ast::as<ast::MatchAs>(node)->name);
    case ast::PatternKind::kMatchOr:
      return all(ast::as<ast::MatchOr>(node)->patterns);
  }
}

}  // namespace interloom::lang::compile
