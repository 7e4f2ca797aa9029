#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
namespace {

enum FunctionPart : uint32_t { kDefaults = 1, kKeywordDefaults = 2, kAnnotations = 4, kClosure = 8 };

}  // namespace

void Emitter::function(const ast::FunctionFields& fields, const ast::Stmt* node) {
  if (forbid(fields.name, node->at)) return;
  for (const ast::Expr* decorator : fields.decorator_list) expression(decorator);
  at(node->at);
  const bool generic = !fields.type_params.empty();
  if (generic) {
    enter_inlined(*shared_.symbols.of(&fields.type_params));
    type_params(fields.type_params);
  }
  const Scope& inner = *shared_.symbols.of(node);
  Emitter emitter(shared_, inner, std::string(fields.name), qualname_of(fields.name), static_cast<uint32_t>(node->at.lineno));
  if (!inner.free.empty()) push_closure(inner);
  const uint32_t parts = push_defaults(fields.args, fields.returns, true);
  make_function(inner, emitter.function_code(fields, node->at), parts);
  if (generic) {
    emit(Opcode::kDup);
    type_params_tuple(fields.type_params, false);
    emit(Opcode::kSwap);
    b_.set_attr("__type_params__");
    leave_inlined();
  }
  for (size_t i = fields.decorator_list.size(); i-- > 0;) {
    at(fields.decorator_list[i]->at);
    b_.call(1);
  }
  store_name(fields.name, node->at);
}

void Emitter::lambda(const ast::Lambda* node) {
  const Scope& inner = *shared_.symbols.of(node);
  Emitter emitter(shared_, inner, "<lambda>", qualname_of("<lambda>"), static_cast<uint32_t>(node->at.lineno));
  if (!inner.free.empty()) push_closure(inner);
  const uint32_t parts = push_defaults(node->args, nullptr, false);
  make_function(inner, emitter.lambda_code(node), parts);
}

// The closure lies below `parts`, if `inner` needs one.
void Emitter::make_function(const Scope& inner, std::shared_ptr<const Code> code, uint32_t parts) {
  b_.load_const(Constant{std::move(code)});
  emit(Opcode::kMakeFunction, inner.free.empty() ? parts : parts | kClosure);
}

// Evaluated as CPython does, defaults first; MakeFunction wants them on top.
uint32_t Emitter::push_defaults(const ast::Arguments* args, const ast::Expr* returns, bool with_annotations) {
  uint32_t parts = 0, count = 0;
  if (!args->defaults.empty()) {
    display(args->defaults, Display::kTuple, args->defaults[0]->at);
    parts |= kDefaults;
    ++count;
  }
  if (push_keyword_defaults(args)) {
    parts |= kKeywordDefaults;
    ++count;
  }
  if (const uint32_t annotations = with_annotations ? push_annotations(args, returns) : 0) {
    emit(Opcode::kBuildDict, annotations);
    parts |= kAnnotations;
    ++count;
  }
  if (count > 1) emit(count == 2 ? Opcode::kSwap : Opcode::kSwapAt, count == 2 ? 0 : 2);
  return parts;
}

bool Emitter::push_keyword_defaults(const ast::Arguments* args) {
  uint32_t count = 0;
  for (size_t i = 0; i < args->kwonlyargs.size(); ++i) {
    if (!args->kw_defaults[i]) continue;
    b_.load_str(mangle(args->kwonlyargs[i]->arg));
    expression(args->kw_defaults[i]);
    ++count;
  }
  if (count) emit(Opcode::kBuildDict, count);
  return count > 0;
}

// Names and annotations, in CPython's order; how many.
uint32_t Emitter::push_annotations(const ast::Arguments* args, const ast::Expr* returns) {
  uint32_t count = 0;
  auto push = [&](std::string_view name, const ast::Expr* node) {
    if (!node) return;
    b_.load_str(name);
    if (const auto* star = ast::as<ast::Starred>(node); star && !shared_.future_annotations) {  // *args: *Ts
      expression(star->value);
      emit(Opcode::kUnpackSequence, 1);
    } else {
      annotation(node);
    }
    ++count;
  };
  for (const ast::Arg* arg : args->args) push(mangle(arg->arg), arg->annotation);
  for (const ast::Arg* arg : args->posonlyargs) push(mangle(arg->arg), arg->annotation);
  if (args->vararg) push(mangle(args->vararg->arg), args->vararg->annotation);
  for (const ast::Arg* arg : args->kwonlyargs) push(mangle(arg->arg), arg->annotation);
  if (args->kwarg) push(mangle(args->kwarg->arg), args->kwarg->annotation);
  push("return", returns);
  return count;
}

// Locals begin with the parameters (Code says in which order).
void Emitter::declare_parameters(const ast::Arguments* args, const Span& span) {
  Code& code = b_.code();
  auto declare = [&](const ast::Arg* arg) {
    if (!forbid(arg->arg, span)) b_.local(mangle(arg->arg));
  };
  for (const ast::Arg* arg : args->posonlyargs) declare(arg);
  for (const ast::Arg* arg : args->args) declare(arg);
  for (const ast::Arg* arg : args->kwonlyargs) declare(arg);
  code.positional_only_count = static_cast<uint32_t>(args->posonlyargs.size());
  code.parameter_count = static_cast<uint32_t>(args->posonlyargs.size() + args->args.size());
  code.keyword_only_count = static_cast<uint32_t>(args->kwonlyargs.size());
  if (args->vararg) {
    declare(args->vararg);
    code.flags |= Code::kVarArgs;
  }
  if (args->kwarg) {
    declare(args->kwarg);
    code.flags |= Code::kVarKeywords;
  }
}

std::shared_ptr<const Code> Emitter::function_code(const ast::FunctionFields& fields, const Span& span) {
  declare_parameters(fields.args, span);
  begin_frame();
  ast::Seq<ast::Stmt> statements = fields.body;
  const auto* first = ast::as<ast::ExprStmt>(statements[0]);
  if (const auto* doc = first ? ast::as<ast::Constant>(first->value) : nullptr; doc && doc->type == ast::ConstantKind::kStr) {
    b_.code().doc = std::string(doc->text);
    statements = statements.subspan(1);
  }
  body(statements);
  b_.load_none();
  emit(Opcode::kReturn);
  return finish();
}

std::shared_ptr<const Code> Emitter::lambda_code(const ast::Lambda* node) {
  declare_parameters(node->args, node->at);
  begin_frame();
  expression(node->body);
  at(node->at);
  emit(Opcode::kReturn);
  return finish();
}

void Emitter::class_definition(const ast::ClassDef* node) {
  if (forbid(node->name, node->at)) return;
  for (const ast::Expr* decorator : node->decorator_list) expression(decorator);
  at(node->at);
  const bool generic = !node->type_params.empty();
  if (generic) {
    enter_inlined(*shared_.symbols.of(&node->type_params));
    type_params(node->type_params);
  }
  const Scope& inner = *shared_.symbols.of(static_cast<const ast::Stmt*>(node));
  Emitter emitter(shared_, inner, std::string(node->name), qualname_of(node->name), static_cast<uint32_t>(node->at.lineno));
  emit(Opcode::kLoadBuildClass);
  if (!inner.free.empty()) push_closure(inner);
  make_function(inner, emitter.class_code(node), 0);
  b_.load_str(node->name);
  if (generic) {
    class_arguments_generic(node);
    emit(Opcode::kDup);
    type_params_tuple(node->type_params, false);
    emit(Opcode::kSwap);
    b_.set_attr("__type_params__");
    leave_inlined();
  } else {
    arguments(node->bases, node->keywords, 2, node->at);
  }
  for (size_t i = node->decorator_list.size(); i-- > 0;) {
    at(node->decorator_list[i]->at);
    b_.call(1);
  }
  store_name(node->name, node->at);
}

// class C[T](A): the bases are A and typing.Generic[T].
void Emitter::class_arguments_generic(const ast::ClassDef* node) {
  if (!check_keywords(node->keywords, node->at)) return;
  emit(Opcode::kBuildList, 2);
  for (const ast::Expr* base : node->bases) {
    const auto* star = ast::as<ast::Starred>(base);
    expression(star ? star->value : base);
    emit(star ? Opcode::kListExtend : Opcode::kListAppend);
  }
  typing_attribute("Generic");
  type_params_tuple(node->type_params, true);
  emit(Opcode::kGetItem);
  emit(Opcode::kListAppend);
  if (!node->keywords.empty()) spread_keywords(node->keywords, node->at);
  at(node->at);
  emit(Opcode::kCallSpread, node->keywords.empty() ? 0 : 1);
}

std::shared_ptr<const Code> Emitter::class_code(const ast::ClassDef* node) {
  Code& code = b_.code();
  code.flags |= Code::kClassBody;
  b_.local(".namespace");
  code.parameter_count = code.positional_only_count = 1;
  if (frame_.needs_class_cell) emit(Opcode::kMakeCell, b_.local("__class__"));
  at(node->at);
  emit(Opcode::kLoadName, b_.name("__name__"));
  emit(Opcode::kStoreName, b_.name("__module__"));
  b_.load_str(qualname_);
  emit(Opcode::kStoreName, b_.name("__qualname__"));
  if (frame_.has_annotations) {
    emit(Opcode::kBuildDict, 0);
    emit(Opcode::kStoreName, b_.name("__annotations__"));
  }
  ast::Seq<ast::Stmt> statements = node->body;
  const auto* first = ast::as<ast::ExprStmt>(statements[0]);
  if (const auto* doc = first ? ast::as<ast::Constant>(first->value) : nullptr; doc && doc->type == ast::ConstantKind::kStr) {
    at(doc->at);
    b_.load_str(doc->text);
    emit(Opcode::kStoreName, b_.name("__doc__"));
    statements = statements.subspan(1);
  }
  body(statements);
  if (frame_.needs_class_cell) {
    emit(Opcode::kPushLocalCell, b_.local("__class__"));
    emit(Opcode::kStoreName, b_.name("__classcell__"));
  }
  b_.load_none();
  emit(Opcode::kReturn);
  return finish();
}

}  // namespace interloom::lang::compile
