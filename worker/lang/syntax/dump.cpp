#include "worker/lang/syntax/dump.h"

#include "worker/lang/syntax/dumper.h"

namespace interloom::lang::syntax {

void Dumper::statement(const Stmt* stmt) {
  switch (stmt->kind) {
    case StmtKind::kFunctionDef: return function("FunctionDef", *as<FunctionDef>(stmt), stmt->at);
    case StmtKind::kAsyncFunctionDef: return function("AsyncFunctionDef", *as<AsyncFunctionDef>(stmt), stmt->at);
    case StmtKind::kClassDef: {
      const auto* n = as<ClassDef>(stmt);
      open("ClassDef").text("name", n->name).list("bases", n->bases).list("keywords", n->keywords).list("body", n->body);
      list("decorator_list", n->decorator_list).non_empty("type_params", n->type_params).close(n->at);
      return;
    }
    case StmtKind::kReturn: open("Return").child("value", as<Return>(stmt)->value).close(stmt->at); return;
    case StmtKind::kDelete: open("Delete").list("targets", as<Delete>(stmt)->targets).close(stmt->at); return;
    case StmtKind::kAssign: open("Assign").list("targets", as<Assign>(stmt)->targets).child("value", as<Assign>(stmt)->value).close(stmt->at); return;
    case StmtKind::kTypeAlias: {
      const auto* n = as<TypeAlias>(stmt);
      open("TypeAlias").child("name", n->name).list("type_params", n->type_params).child("value", n->value).close(n->at);
      return;
    }
    case StmtKind::kAugAssign: {
      const auto* n = as<AugAssign>(stmt);
      open("AugAssign").child("target", n->target).word("op", operator_name(n->op)).child("value", n->value).close(n->at);
      return;
    }
    case StmtKind::kAnnAssign: {
      const auto* n = as<AnnAssign>(stmt);
      open("AnnAssign").child("target", n->target).child("annotation", n->annotation).child("value", n->value);
      raw("simple", n->simple ? "1" : "0").close(n->at);
      return;
    }
    case StmtKind::kFor: return loop("For", *as<For>(stmt), stmt->at);
    case StmtKind::kAsyncFor: return loop("AsyncFor", *as<AsyncFor>(stmt), stmt->at);
    case StmtKind::kWhile: {
      const auto* n = as<While>(stmt);
      open("While").child("test", n->test).list("body", n->body).list("orelse", n->orelse).close(n->at);
      return;
    }
    case StmtKind::kIf: {
      const auto* n = as<If>(stmt);
      open("If").child("test", n->test).list("body", n->body).list("orelse", n->orelse).close(n->at);
      return;
    }
    case StmtKind::kWith: return with("With", *as<With>(stmt), stmt->at);
    case StmtKind::kAsyncWith: return with("AsyncWith", *as<AsyncWith>(stmt), stmt->at);
    case StmtKind::kMatch: open("Match").child("subject", as<Match>(stmt)->subject).list("cases", as<Match>(stmt)->cases).close(stmt->at); return;
    case StmtKind::kRaise: open("Raise").child("exc", as<Raise>(stmt)->exc).child("cause", as<Raise>(stmt)->cause).close(stmt->at); return;
    case StmtKind::kTry: return try_block("Try", *as<Try>(stmt), stmt->at);
    case StmtKind::kTryStar: return try_block("TryStar", *as<TryStar>(stmt), stmt->at);
    case StmtKind::kAssert: open("Assert").child("test", as<Assert>(stmt)->test).child("msg", as<Assert>(stmt)->msg).close(stmt->at); return;
    case StmtKind::kImport: open("Import").list("names", as<Import>(stmt)->names).close(stmt->at); return;
    case StmtKind::kImportFrom: {
      const auto* n = as<ImportFrom>(stmt);
      open("ImportFrom").text("module", n->module).list("names", n->names).raw("level", std::to_string(n->level)).close(n->at);
      return;
    }
    case StmtKind::kGlobal: open("Global").texts("names", as<Global>(stmt)->names).close(stmt->at); return;
    case StmtKind::kNonlocal: open("Nonlocal").texts("names", as<Nonlocal>(stmt)->names).close(stmt->at); return;
    case StmtKind::kExpr: open("Expr").child("value", as<ExprStmt>(stmt)->value).close(stmt->at); return;
    case StmtKind::kPass: open("Pass").close(stmt->at); return;
    case StmtKind::kBreak: open("Break").close(stmt->at); return;
    case StmtKind::kContinue: open("Continue").close(stmt->at); return;
  }
}

void Dumper::function(const char* name, const FunctionFields& n, const Span& at) {
  open(name).text("name", n.name).child("args", n.args).list("body", n.body).list("decorator_list", n.decorator_list);
  child("returns", n.returns).non_empty("type_params", n.type_params).close(at);
}

void Dumper::loop(const char* name, const ForFields& n, const Span& at) {
  open(name).child("target", n.target).child("iter", n.iter).list("body", n.body).list("orelse", n.orelse).close(at);
}

void Dumper::with(const char* name, const WithFields& n, const Span& at) {
  open(name).list("items", n.items).list("body", n.body).close(at);
}

void Dumper::try_block(const char* name, const TryFields& n, const Span& at) {
  open(name).list("body", n.body).list("handlers", n.handlers).list("orelse", n.orelse).list("finalbody", n.finalbody).close(at);
}

void Dumper::write(const Arg* n) { open("arg").text("arg", n->arg).child("annotation", n->annotation).close(n->at); }
void Dumper::write(const Keyword* n) { open("keyword").text("arg", n->arg).child("value", n->value).close(n->at); }
void Dumper::write(const Alias* n) { open("alias").text("name", n->name).text("asname", n->asname).close(n->at); }
void Dumper::write(const WithItem* n) { open("withitem").child("context_expr", n->context_expr).child("optional_vars", n->optional_vars).close(); }
void Dumper::write(const Comprehension* n) {
  open("comprehension").child("target", n->target).child("iter", n->iter).list("ifs", n->ifs).raw("is_async", n->is_async ? "1" : "0").close();
}
void Dumper::write(const ExceptHandler* n) { open("ExceptHandler").child("type", n->type).text("name", n->name).list("body", n->body).close(n->at); }
void Dumper::write(const MatchCase* n) { open("match_case").child("pattern", n->pattern).child("guard", n->guard).list("body", n->body).close(); }
void Dumper::write(const Arguments* n) {
  open("arguments").list("posonlyargs", n->posonlyargs).list("args", n->args).child("vararg", n->vararg).list("kwonlyargs", n->kwonlyargs);
  list("kw_defaults", n->kw_defaults).child("kwarg", n->kwarg).list("defaults", n->defaults).close();
}

void Dumper::write(const TypeParam* param) {
  switch (param->kind) {
    case TypeParamKind::kTypeVar: {
      const auto* n = as<TypeVar>(param);
      open("TypeVar").text("name", n->name).child("bound", n->bound).child("default_value", n->default_value).close(n->at);
      return;
    }
    case TypeParamKind::kParamSpec:
      open("ParamSpec").text("name", param->name).child("default_value", as<ParamSpec>(param)->default_value).close(param->at);
      return;
    case TypeParamKind::kTypeVarTuple:
      open("TypeVarTuple").text("name", param->name).child("default_value", as<TypeVarTuple>(param)->default_value).close(param->at);
      return;
  }
}

void Dumper::write(const Pattern* pattern) {
  const Span& at = pattern->at;
  switch (pattern->kind) {
    case PatternKind::kMatchValue: open("MatchValue").child("value", as<MatchValue>(pattern)->value).close(at); return;
    case PatternKind::kMatchSingleton: {
      const ConstantKind value = as<MatchSingleton>(pattern)->value;
      open("MatchSingleton").raw("value", value == ConstantKind::kNone ? "None" : value == ConstantKind::kTrue ? "True" : "False").close(at);
      return;
    }
    case PatternKind::kMatchSequence: open("MatchSequence").list("patterns", as<MatchSequence>(pattern)->patterns).close(at); return;
    case PatternKind::kMatchMapping: {
      const auto* n = as<MatchMapping>(pattern);
      open("MatchMapping").list("keys", n->keys).list("patterns", n->patterns).text("rest", n->rest).close(at);
      return;
    }
    case PatternKind::kMatchClass: {
      const auto* n = as<MatchClass>(pattern);
      open("MatchClass").child("cls", n->cls).list("patterns", n->patterns).texts("kwd_attrs", n->kwd_attrs);
      list("kwd_patterns", n->kwd_patterns).close(at);
      return;
    }
    case PatternKind::kMatchStar: open("MatchStar").text("name", as<MatchStar>(pattern)->name).close(at); return;
    case PatternKind::kMatchAs: open("MatchAs").child("pattern", as<MatchAs>(pattern)->pattern).text("name", as<MatchAs>(pattern)->name).close(at); return;
    case PatternKind::kMatchOr: open("MatchOr").list("patterns", as<MatchOr>(pattern)->patterns).close(at); return;
  }
}

std::string dump(const Ast& ast, const DumpOptions& options) {
  Dumper out(options);
  switch (ast.mode) {
    case Mode::kExec: out.open("Module").list("body", ast.body).raw("type_ignores", "[]").close(); break;
    case Mode::kSingle: out.open("Interactive").list("body", ast.body).close(); break;
    case Mode::kEval: out.open("Expression").child("body", ast.expression).close(); break;
  }
  return out.take();
}

}  // namespace interloom::lang::syntax
