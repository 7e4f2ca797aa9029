#include <unordered_set>

#include "worker/lang/compile/emitter.h"

namespace interloom::lang::compile {
namespace {

bool spreads(ast::Seq<ast::Expr> args, ast::Seq<ast::Keyword> keywords) {
  for (const ast::Expr* arg : args) {
    if (ast::as<ast::Starred>(arg)) return true;
  }
  for (const ast::Keyword* keyword : keywords) {
    if (keyword->arg.empty()) return true;
  }
  return false;
}

std::vector<std::string> names_of(ast::Seq<ast::Keyword> keywords) {
  std::vector<std::string> names;
  names.reserve(keywords.size());
  for (const ast::Keyword* keyword : keywords) names.emplace_back(keyword->arg);
  return names;
}

}  // namespace

bool Emitter::check_keywords(ast::Seq<ast::Keyword> keywords, const Span& span) {
  std::unordered_set<std::string_view> seen;
  for (const ast::Keyword* keyword : keywords) {
    if (keyword->arg.empty()) continue;
    if (forbid(keyword->arg, span)) return false;
    if (!seen.insert(keyword->arg).second) {
      fail(keyword->at, str_cat("keyword argument repeated: ", keyword->arg));
      return false;
    }
  }
  return true;
}

void Emitter::call(const ast::Call* node) {
  if (!check_keywords(node->keywords, node->at)) return;
  if (method_call(node)) return;
  expression(node->func);
  arguments(node->args, node->keywords, 0, node->at);
}

// object.method(arguments) without stars.
bool Emitter::method_call(const ast::Call* node) {
  const auto* method = ast::as<ast::Attribute>(node->func);
  if (!method || spreads(node->args, node->keywords)) return false;
  expression(method->value);
  const Span line{.lineno = method->at.end_lineno};  // CPython's, when the dot stands on a line of its own
  at(line);
  b_.load_method(mangle(method->attr));
  for (const ast::Expr* arg : node->args) expression(arg);
  for (const ast::Keyword* keyword : node->keywords) expression(keyword->value);
  at(line);
  const uint32_t positional = static_cast<uint32_t>(node->args.size());
  if (node->keywords.empty()) {
    emit(Opcode::kCallMethod, positional);
  } else {
    b_.call_method_keywords(positional, names_of(node->keywords));
  }
  return true;
}

void Emitter::arguments(ast::Seq<ast::Expr> args, ast::Seq<ast::Keyword> keywords, uint32_t leading, const Span& span) {
  if (!check_keywords(keywords, span)) return;
  if (spreads(args, keywords)) return spread_call(args, keywords, leading, span);
  for (const ast::Expr* arg : args) expression(arg);
  for (const ast::Keyword* keyword : keywords) expression(keyword->value);
  at(span);
  const uint32_t positional = leading + static_cast<uint32_t>(args.size());
  if (keywords.empty()) {
    b_.call(positional);
  } else {
    b_.call_keywords(positional, names_of(keywords));
  }
}

void Emitter::spread_call(ast::Seq<ast::Expr> args, ast::Seq<ast::Keyword> keywords, uint32_t leading, const Span& span) {
  const auto* only = leading == 0 && args.size() == 1 ? ast::as<ast::Starred>(args[0]) : nullptr;
  if (only) {
    expression(only->value);
  } else {
    spread_positional(args, leading);
  }
  if (keywords.size() == 1 && keywords[0]->arg.empty()) {
    expression(keywords[0]->value);
  } else if (!keywords.empty()) {
    spread_keywords(keywords, span);
  }
  at(span);
  emit(Opcode::kCallSpread, keywords.empty() ? 0 : 1);
}

// A list of the `leading` values on the stack and the arguments.
void Emitter::spread_positional(ast::Seq<ast::Expr> args, uint32_t leading) {
  size_t plain = 0;
  while (plain < args.size() && !ast::as<ast::Starred>(args[plain])) expression(args[plain++]);
  emit(Opcode::kBuildList, leading + static_cast<uint32_t>(plain));
  for (const ast::Expr* arg : args.subspan(plain)) {
    const auto* star = ast::as<ast::Starred>(arg);
    expression(star ? star->value : arg);
    at(arg->at);
    emit(star ? Opcode::kListExtend : Opcode::kListAppend);
  }
}

// One dict of all keywords. DictMerge names the callable in its message, so that comes right below the dict meanwhile:
// callable arguments -> callable arguments dict.
void Emitter::spread_keywords(ast::Seq<ast::Keyword> keywords, const Span& span) {
  emit(Opcode::kSwap);
  bool has_dict = false;
  for (size_t i = 0; i < keywords.size();) {
    if (keywords[i]->arg.empty()) {
      if (!has_dict) emit(Opcode::kBuildDict, 0);
      expression(keywords[i++]->value);
      at(span);
      emit(Opcode::kDictMerge);
    } else {
      const size_t first = i;
      for (; i < keywords.size() && !keywords[i]->arg.empty(); ++i) {
        b_.load_str(keywords[i]->arg);
        expression(keywords[i]->value);
      }
      emit(Opcode::kBuildDict, static_cast<uint32_t>(i - first));
      at(span);
      if (has_dict) emit(Opcode::kDictMerge);
    }
    has_dict = true;
  }
  emit(Opcode::kSwap);  // arguments dict callable
  emit(Opcode::kRotThree);
}

}  // namespace interloom::lang::compile
