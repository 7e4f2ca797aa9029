#include <algorithm>
#include <vector>

#include "common/status.h"
#include "worker/lang/compile/collector.h"

namespace interloom::lang::compile {

void Collector::define(std::string_view id, uint16_t flags, const ast::Span& at) {
  const std::string_view mangled = symbols_.mangle(scope_->class_name, id);
  const auto [it, is_new] = scope_->symbols.try_emplace(mangled);
  if (is_new) scope_->order.push_back(mangled);
  if ((flags & Symbol::kParameter) && it->second.has(Symbol::kParameter))
    diagnostics_.fail(at, str_cat("duplicate argument '", id, "' in function definition"));
  if ((flags & Symbol::kIteration) && it->second.has(Symbol::kWalrusPassed))
    diagnostics_.fail(at, str_cat("comprehension inner loop cannot rebind assignment expression target '", id, "'"));
  it->second.flags |= flags;
}

void Collector::expressions(ast::Seq<ast::Expr> nodes) {
  for (const ast::Expr* node : nodes) expression(node);
}

void Collector::expression(const ast::Expr* node) {
  if (!node) return;
  // The left spine of a long chain of operators takes no C stack.
  if (const auto* binary = ast::as<ast::BinOp>(node)) {
    std::vector<const ast::BinOp*> spine;
    for (; binary; binary = ast::as<ast::BinOp>(node)) {
      spine.push_back(binary);
      node = binary->left;
    }
    expression(node);
    for (auto it = spine.rbegin(); it != spine.rend(); ++it) expression((*it)->right);
    return;
  }
  if (diagnostics_.stop(node->at)) return;
  switch (node->kind) {
    case ast::ExprKind::kBoolOp:
      return expressions(ast::as<ast::BoolOp>(node)->values);
    case ast::ExprKind::kNamedExpr:
      return walrus(ast::as<ast::NamedExpr>(node));
    case ast::ExprKind::kBinOp:
    case ast::ExprKind::kConstant:
      return;
    case ast::ExprKind::kUnaryOp:
      return expression(ast::as<ast::UnaryOp>(node)->operand);
    case ast::ExprKind::kLambda:
      return lambda(ast::as<ast::Lambda>(node));
    case ast::ExprKind::kIfExp:
      expression(ast::as<ast::IfExp>(node)->test);
      expression(ast::as<ast::IfExp>(node)->body);
      return expression(ast::as<ast::IfExp>(node)->orelse);
    case ast::ExprKind::kDict:
      expressions(ast::as<ast::Dict>(node)->keys);
      return expressions(ast::as<ast::Dict>(node)->values);
    case ast::ExprKind::kSet:
      return expressions(ast::as<ast::Set>(node)->elts);
    case ast::ExprKind::kListComp: {
      const auto* c = ast::as<ast::ListComp>(node);
      return comprehension(node, c->generators, c->elt, nullptr, "<listcomp>");
    }
    case ast::ExprKind::kSetComp: {
      const auto* c = ast::as<ast::SetComp>(node);
      return comprehension(node, c->generators, c->elt, nullptr, "<setcomp>");
    }
    case ast::ExprKind::kDictComp: {
      const auto* c = ast::as<ast::DictComp>(node);
      return comprehension(node, c->generators, c->key, c->value, "<dictcomp>");
    }
    case ast::ExprKind::kGeneratorExp: {
      const auto* c = ast::as<ast::GeneratorExp>(node);
      return comprehension(node, c->generators, c->elt, nullptr, "<genexpr>");
    }
    case ast::ExprKind::kAwait:
      return refuse_async(node->at);
    case ast::ExprKind::kYield:
      return yield(node, ast::as<ast::Yield>(node)->value, "'yield'");
    case ast::ExprKind::kYieldFrom:
      return yield(node, ast::as<ast::YieldFrom>(node)->value, "'yield from'");
    case ast::ExprKind::kCompare:
      expression(ast::as<ast::Compare>(node)->left);
      return expressions(ast::as<ast::Compare>(node)->comparators);
    case ast::ExprKind::kCall:
      expression(ast::as<ast::Call>(node)->func);
      expressions(ast::as<ast::Call>(node)->args);
      for (const ast::Keyword* keyword : ast::as<ast::Call>(node)->keywords) expression(keyword->value);
      return;
    case ast::ExprKind::kFormattedValue:
      expression(ast::as<ast::FormattedValue>(node)->value);
      return expression(ast::as<ast::FormattedValue>(node)->format_spec);
    case ast::ExprKind::kInterpolation:
    case ast::ExprKind::kTemplateStr:
      return diagnostics_.fail(node->at, "template strings are not supported by Interloom");
    case ast::ExprKind::kJoinedStr:
      return expressions(ast::as<ast::JoinedStr>(node)->values);
    case ast::ExprKind::kAttribute:
      return expression(ast::as<ast::Attribute>(node)->value);
    case ast::ExprKind::kSubscript:
      expression(ast::as<ast::Subscript>(node)->value);
      return expression(ast::as<ast::Subscript>(node)->slice);
    case ast::ExprKind::kStarred:
      return expression(ast::as<ast::Starred>(node)->value);
    case ast::ExprKind::kName:
      return name(ast::as<ast::Name>(node));
    case ast::ExprKind::kList:
      return expressions(ast::as<ast::List>(node)->elts);
    case ast::ExprKind::kTuple:
      return expressions(ast::as<ast::Tuple>(node)->elts);
    case ast::ExprKind::kSlice:
      expression(ast::as<ast::Slice>(node)->lower);
      expression(ast::as<ast::Slice>(node)->upper);
      return expression(ast::as<ast::Slice>(node)->step);
  }
}

void Collector::name(const ast::Name* node) {
  if (node->ctx != ast::ExprContext::kLoad) return define(node->id, Symbol::kBound, node->at);
  define(node->id, Symbol::kUsed, node->at);
  // super() without arguments needs the class.
  if (node->id == "super" && frame_of(scope_)->function_like()) define("__class__", Symbol::kUsed, node->at);
}

// := in a comprehension binds in the function or module around it.
void Collector::walrus(const ast::NamedExpr* node) {
  const auto* target = ast::as<ast::Name>(node->target);
  if (scope_->in_iterable)
    return diagnostics_.fail(node->at, "assignment expression cannot be used in a comprehension iterable expression");
  auto comprehends = [](const Scope* scope) {
    return scope->kind == ScopeKind::kComprehension || scope->kind == ScopeKind::kGenerator;
  };
  Scope* const inner = scope_;
  Scope* home = scope_;
  for (; comprehends(home); home = home->parent) {
    const std::string_view mangled = symbols_.mangle(home->class_name, target->id);
    if (const Symbol* known = home->find(mangled); known && known->has(Symbol::kIteration)) {
      return diagnostics_.fail(
          node->at, str_cat("assignment expression cannot rebind comprehension iteration variable '", target->id, "'"));
    }
    scope_ = home;
    define(target->id, Symbol::kUsed | Symbol::kWalrusPassed, target->at);
  }
  if (home != inner && home->kind == ScopeKind::kClass) {
    scope_ = inner;
    return diagnostics_.fail(node->at, "assignment expression within a comprehension cannot be used in a class body");
  }
  scope_ = home;
  define(target->id, Symbol::kBound, target->at);
  scope_ = inner;
  expression(node->value);
}

void Collector::lambda(const ast::Lambda* node) {
  defaults(node->args);
  Inside inside(*this, symbols_.make(ScopeKind::kLambda, scope_, node, "<lambda>"));
  parameters(node->args);
  expression(node->body);
}

void Collector::comprehension(const ast::Expr* node, ast::Seq<ast::Comprehension> generators, const ast::Expr* first,
                              const ast::Expr* second, std::string_view kind) {
  const bool was_in_iterable = scope_->in_iterable;
  scope_->in_iterable = true;
  expression(generators[0]->iter);
  scope_->in_iterable = was_in_iterable;
  const bool generates = node->kind == ast::ExprKind::kGeneratorExp;
  Inside inside(*this, symbols_.make(generates ? ScopeKind::kGenerator : ScopeKind::kComprehension, scope_, node, kind));
  scope_->refuses_yield = true;
  scope_->is_generator = generates;
  for (size_t i = 0; i < generators.size(); ++i) {
    const ast::Comprehension* part = generators[i];
    if (part->is_async) return refuse_async(node->at);
    expression(part->target);
    for (const std::string_view id : scope_->order) {
      Symbol& symbol = scope_->symbols[id];
      if (!symbol.has(Symbol::kBound) || symbol.has(Symbol::kIteration)) continue;
      if (symbol.has(Symbol::kWalrusPassed)) {
        return diagnostics_.fail(part->target->at,
                                 str_cat("comprehension inner loop cannot rebind assignment expression target '", id, "'"));
      }
      symbol.flags |= Symbol::kIteration;
    }
    if (i > 0) {
      scope_->in_iterable = true;
      expression(part->iter);
      scope_->in_iterable = was_in_iterable;
    }
    expressions(part->ifs);
  }
  expression(first);
  expression(second);
}

void Collector::defaults(const ast::Arguments* args) {
  expressions(args->defaults);
  expressions(args->kw_defaults);
}

void Collector::annotation(const ast::Expr* node) {
  if (!future_annotations_) expression(node);
}

void Collector::annotations(const ast::Arguments* args, const ast::Expr* returns) {
  for (const ast::Seq<ast::Arg> list : {args->posonlyargs, args->args}) {
    for (const ast::Arg* arg : list) annotation(arg->annotation);
  }
  if (args->vararg) annotation(args->vararg->annotation);
  if (args->kwarg) annotation(args->kwarg->annotation);
  for (const ast::Arg* arg : args->kwonlyargs) annotation(arg->annotation);
  annotation(returns);
}

void Collector::parameters(const ast::Arguments* args) {
  for (const ast::Seq<ast::Arg> list : {args->posonlyargs, args->args, args->kwonlyargs}) {
    for (const ast::Arg* arg : list) define(arg->arg, Symbol::kParameter | Symbol::kBound, arg->at);
  }
  for (const ast::Arg* arg : {args->vararg, args->kwarg}) {
    if (arg) define(arg->arg, Symbol::kParameter | Symbol::kBound, arg->at);
  }
}

void Collector::yield(const ast::Expr* node, const ast::Expr* value, std::string_view what) {
  expression(value);
  if (scope_->refuses_yield) {
    const std::string_view place = scope_->name == "<listcomp>"   ? "list comprehension"
                                   : scope_->name == "<setcomp>"  ? "set comprehension"
                                   : scope_->name == "<dictcomp>" ? "dict comprehension"
                                                                  : "generator expression";
    return diagnostics_.fail(node->at, str_cat("'yield' inside ", place));
  }
  Scope* frame = frame_of(scope_);
  if (!frame->function_like())
    return diagnostics_.fail(node->at, str_cat(what == "'yield'" ? what : "'yield'", " outside function"));
  frame->is_generator = true;
}

}  // namespace interloom::lang::compile
