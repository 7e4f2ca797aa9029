#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
namespace {

const ast::Constant* docstring(ast::Seq<ast::Stmt> statements) {
  const auto* first = statements.empty() ? nullptr : ast::as<ast::ExprStmt>(statements[0]);
  const auto* text = first ? ast::as<ast::Constant>(first->value) : nullptr;
  return text && text->type == ast::ConstantKind::kStr ? text : nullptr;
}

}  // namespace

void Emitter::body(ast::Seq<ast::Stmt> statements) {
  for (const ast::Stmt* node : statements) statement(node);
}

void Emitter::module_body(const ast::Ast& tree) {
  if (tree.expression) {
    expression(tree.expression);
    return emit(Opcode::kReturn);
  }
  if (frame_.has_annotations) {
    emit(Opcode::kBuildDict, 0);
    emit(Opcode::kStoreGlobal, b_.name("__annotations__"));
  }
  ast::Seq<ast::Stmt> statements = tree.body;
  if (const auto* doc = docstring(statements); doc && shared_.mode == CompileMode::kModule) {
    at(doc->at);
    b_.code().doc = std::string(doc->text);
    b_.load_str(doc->text);
    emit(Opcode::kStoreGlobal, b_.name("__doc__"));
    statements = statements.subspan(1);
  }
  body(statements);
  b_.load_none();
  emit(Opcode::kReturn);
}

void Emitter::statement(const ast::Stmt* node) {
  if (stop(node->at)) return;
  switch (node->kind) {
    case ast::StmtKind::kFunctionDef:
      return function(*ast::as<ast::FunctionDef>(node), node);
    case ast::StmtKind::kClassDef:
      return class_definition(ast::as<ast::ClassDef>(node));
    case ast::StmtKind::kReturn:
      return return_statement(ast::as<ast::Return>(node));
    case ast::StmtKind::kDelete:
      for (const ast::Expr* target : ast::as<ast::Delete>(node)->targets) remove(target);
      return;
    case ast::StmtKind::kAssign:
      return assign(ast::as<ast::Assign>(node));
    case ast::StmtKind::kTypeAlias:
      return type_alias(ast::as<ast::TypeAlias>(node));
    case ast::StmtKind::kAugAssign:
      return augmented(ast::as<ast::AugAssign>(node));
    case ast::StmtKind::kAnnAssign:
      return annotated(ast::as<ast::AnnAssign>(node));
    case ast::StmtKind::kFor:
      return for_statement(ast::as<ast::For>(node));
    case ast::StmtKind::kWhile:
      return while_statement(ast::as<ast::While>(node));
    case ast::StmtKind::kIf:
      return if_statement(ast::as<ast::If>(node));
    case ast::StmtKind::kWith:
      return with_statement(ast::as<ast::With>(node), 0);
    case ast::StmtKind::kMatch:
      return match_statement(ast::as<ast::Match>(node));
    case ast::StmtKind::kRaise:
      return raise_statement(ast::as<ast::Raise>(node));
    case ast::StmtKind::kTry:
      return try_statement(*ast::as<ast::Try>(node), node->at, false);
    case ast::StmtKind::kTryStar:
      return try_statement(*ast::as<ast::TryStar>(node), node->at, true);
    case ast::StmtKind::kAssert:
      return assert_statement(ast::as<ast::Assert>(node));
    case ast::StmtKind::kImport:
      return import_statement(ast::as<ast::Import>(node));
    case ast::StmtKind::kImportFrom:
      return import_from(ast::as<ast::ImportFrom>(node));
    case ast::StmtKind::kExpr:
      return expression_statement(ast::as<ast::ExprStmt>(node));
    case ast::StmtKind::kBreak:
      return jump_out(node->at, true);
    case ast::StmtKind::kContinue:
      return jump_out(node->at, false);
    case ast::StmtKind::kGlobal:
    case ast::StmtKind::kNonlocal:
    case ast::StmtKind::kPass:
    case ast::StmtKind::kAsyncFunctionDef:  // the Collector refuses async code
    case ast::StmtKind::kAsyncFor:
    case ast::StmtKind::kAsyncWith:
      return;
  }
}

// An elif chain is as long as its author likes.
void Emitter::if_statement(const ast::If* node) {
  const Label end = b_.new_label();
  while (node) {
    const Label next = b_.new_label();
    jump_if(node->test, false, next);
    body(node->body);
    const auto* elif = node->orelse.size() == 1 ? ast::as<ast::If>(node->orelse[0]) : nullptr;
    if (!node->orelse.empty()) jump(Opcode::kJump, end);
    b_.bind(next);
    if (!elif) body(node->orelse);
    node = elif;
  }
  b_.bind(end);
}

// The test stands behind the body, so that a turn is one jump.
void Emitter::while_statement(const ast::While* node) {
  const Label top = b_.new_label(), test = b_.new_label(), otherwise = b_.new_label(), exit = b_.new_label();
  const bool endless = constant_truth(node->test) == true;
  Block& block = push_block(Block::kWhile, node->at);
  block.top = endless ? top : test;
  block.exit = exit;
  if (!endless) jump(Opcode::kJump, test);
  b_.bind(top);
  body(node->body);
  b_.bind(test);
  if (endless) {
    jump(Opcode::kJump, top);
  } else {
    jump_if(node->test, true, top);
  }
  pop_block();
  b_.bind(otherwise);
  body(node->orelse);
  b_.bind(exit);
}

void Emitter::for_statement(const ast::For* node) {
  const Label top = b_.new_label(), otherwise = b_.new_label(), exit = b_.new_label();
  expression(node->iter);
  at(node->at);
  emit(Opcode::kGetIter);
  Block& block = push_block(Block::kFor, node->at);
  block.top = top;
  block.exit = exit;
  b_.bind(top);
  at(node->at);
  jump(Opcode::kForIter, otherwise);
  store(node->target);
  body(node->body);
  jump(Opcode::kJump, top);
  pop_block();
  b_.bind(otherwise);
  body(node->orelse);
  b_.bind(exit);
}

void Emitter::raise_statement(const ast::Raise* node) {
  if (node->exc) expression(node->exc);
  if (node->cause) expression(node->cause);
  at(node->at);
  emit(Opcode::kRaise, (node->exc ? 1 : 0) + (node->cause ? 1 : 0));
}

void Emitter::assert_statement(const ast::Assert* node) {
  const Label end = b_.new_label();
  jump_if(node->test, true, end);
  at(node->at);
  emit(Opcode::kLoadAssertionError);
  if (node->msg) {
    expression(node->msg);
    at(node->at);
    b_.call(1);
  }
  emit(Opcode::kRaise, 1);
  b_.bind(end);
}

void Emitter::expression_statement(const ast::ExprStmt* node) {
  if (shared_.mode == CompileMode::kInteractive && frame_.kind == ScopeKind::kModule) {
    b_.load_int(0);
    b_.load_none();
    emit(Opcode::kImportName, b_.name("sys"));
    b_.get_attr("displayhook");
    expression(node->value);
    at(node->at);
    b_.call(1);
    return emit(Opcode::kPop);
  }
  if (ast::as<ast::Constant>(node->value)) return;
  expression(node->value);
  emit(Opcode::kPop);
}

void Emitter::import_statement(const ast::Import* node) {
  for (const ast::Alias* alias : node->names) {
    at(node->at);
    b_.load_int(0);
    b_.load_none();
    emit(Opcode::kImportName, b_.name(mangle(alias->name)));
    const size_t dot = alias->name.find('.');
    if (alias->asname.empty()) {
      store_name(alias->name.substr(0, dot), node->at);
      continue;
    }
    // import a.b.c as x: the module a came, its submodules are asked one after another.
    for (size_t first = dot; first != alias->name.npos;) {
      const size_t next = alias->name.find('.', first + 1);
      emit(Opcode::kImportFrom, b_.name(alias->name.substr(first + 1, next == alias->name.npos ? next : next - first - 1)));
      emit(Opcode::kSwap);
      emit(Opcode::kPop);
      first = next;
    }
    store_name(alias->asname, node->at);
  }
}

void Emitter::import_from(const ast::ImportFrom* node) {
  if (node->level == 0 && node->module == "__future__") return;  // it has had its say: see source_compiler.cpp
  at(node->at);
  Constant::Tuple names;
  for (const ast::Alias* alias : node->names) names.items.push_back(Constant{std::string(alias->name)});
  b_.load_int(node->level);
  b_.load_const(Constant{std::move(names)});
  emit(Opcode::kImportName, b_.name(mangle(node->module)));
  if (node->names[0]->name == "*") return emit(Opcode::kImportStar);
  for (const ast::Alias* alias : node->names) {
    emit(Opcode::kImportFrom, b_.name(mangle(alias->name)));
    store_name(alias->asname.empty() ? alias->name : alias->asname, node->at);
  }
  emit(Opcode::kPop);
}

}  // namespace interloom::lang::compile
