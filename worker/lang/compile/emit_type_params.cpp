// Type parameters (PEP 695): objects of the typing module in hidden variables, made at once.
#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {

void Emitter::typing_attribute(std::string_view name) {
  b_.load_int(0);
  b_.load_none();
  emit(Opcode::kImportName, b_.name("typing"));
  b_.get_attr(name);
}

void Emitter::type_params(ast::Seq<ast::TypeParam> params) {
  for (const ast::TypeParam* param : params) {
    at(param->at);
    const auto* variable = ast::as<ast::TypeVar>(param);
    typing_attribute(variable ? "TypeVar" : param->kind == ast::TypeParamKind::kParamSpec ? "ParamSpec" : "TypeVarTuple");
    b_.load_str(param->name);
    const auto* several = variable ? ast::as<ast::Tuple>(variable->bound) : nullptr;
    if (several) {
      for (const ast::Expr* constraint : several->elts) expression(constraint);
      b_.call(1 + static_cast<uint32_t>(several->elts.size()));
    } else if (variable && variable->bound) {
      expression(variable->bound);
      b_.call_keywords(1, {"bound"});
    } else {
      b_.call(1);
    }
    store_name(param->name, param->at);
  }
}

// `for_generic`: as Generic[...] takes them, a TypeVarTuple unpacked.
void Emitter::type_params_tuple(ast::Seq<ast::TypeParam> params, bool for_generic) {
  for (const ast::TypeParam* param : params) {
    load_name(param->name, param->at);
    if (!for_generic || param->kind != ast::TypeParamKind::kTypeVarTuple) continue;
    typing_attribute("Unpack");
    emit(Opcode::kSwap);
    emit(Opcode::kGetItem);
  }
  emit(Opcode::kBuildTuple, static_cast<uint32_t>(params.size()));
}

// type X = value: later grammar that no trace uses yet.
void Emitter::type_alias(const ast::TypeAlias* node) { fail(node->at, "type statements are not supported by Interloom"); }

}  // namespace interloom::lang::compile
