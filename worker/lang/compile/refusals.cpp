// What `interloom lang check` shows.
#include <algorithm>
#include <array>

#include "worker/lang/compile/refusals.h"

#include "worker/lang/compile/source_compiler.h"
#include "worker/lang/syntax/parser.h"

namespace interloom::lang::compile {
namespace {

namespace ast = lang::syntax;

// CPython's builtins that some interpreter may not have.
constexpr std::array<std::string_view, 12> kBuiltins = {"open", "input", "breakpoint", "help",    "memoryview", "exit",
                                                        "quit", "exec",  "eval",       "compile", "anext",      "aiter"};

// Import statements stand at the same places as other statements: a walk over statements finds all.
class ImportWalk {
 public:
  ImportWalk(const std::function<bool(std::string_view)>& importable, std::vector<Refusal>* out)
      : importable_(importable), out_(out) {}

  void body(ast::Seq<ast::Stmt> statements) {
    for (const ast::Stmt* each : statements) statement(each);
  }

 private:
  void check(std::string_view name, int line) {
    if (!importable_(name)) out_->push_back({line, "module '" + std::string(name) + "' is not available", true});
  }

  void statement(const ast::Stmt* node) {
    if (const auto* import = ast::as<ast::Import>(node)) {
      for (const ast::Alias* alias : import->names) check(alias->name, node->at.lineno);
    } else if (const auto* from = ast::as<ast::ImportFrom>(node)) {
      if (from->level == 0 && from->module != "__future__") check(from->module, node->at.lineno);
    } else if (const auto* function = ast::as<ast::FunctionDef>(node)) {
      body(function->body);
    } else if (const auto* cls = ast::as<ast::ClassDef>(node)) {
      body(cls->body);
    } else if (const auto* loop = ast::as<ast::For>(node)) {
      body(loop->body), body(loop->orelse);
    } else if (const auto* repeat = ast::as<ast::While>(node)) {
      body(repeat->body), body(repeat->orelse);
    } else if (const auto* with = ast::as<ast::With>(node)) {
      body(with->body);
    } else if (const auto* match = ast::as<ast::Match>(node)) {
      for (const ast::MatchCase* each : match->cases) body(each->body);
    } else if (const auto* attempt = ast::as<ast::Try>(node)) {
      try_parts(*attempt);
    } else if (const auto* star = ast::as<ast::TryStar>(node)) {
      try_parts(*star);
    } else {
      for (const auto* branch = ast::as<ast::If>(node); branch;) {  // a chain of elif is walked, not recursed into
        body(branch->body);
        const auto* next = branch->orelse.size() == 1 ? ast::as<ast::If>(branch->orelse[0]) : nullptr;
        if (!next) body(branch->orelse);
        branch = next;
      }
    }
  }

  void try_parts(const ast::TryFields& fields) {
    body(fields.body);
    for (const ast::ExceptHandler* handler : fields.handlers) body(handler->body);
    body(fields.orelse);
    body(fields.finalbody);
  }

  const std::function<bool(std::string_view)>& importable_;
  std::vector<Refusal>* out_;
};

// Builtins that the code asks for by name and does not define itself.
void find_builtins(const Code& code, const std::function<bool(std::string_view)>& builtin, std::vector<Refusal>* out) {
  for (uint32_t i = 0; i < code.instructions.size(); ++i) {
    if (opcode_of(code.instructions[i]) != Opcode::kLoadGlobal) continue;
    const std::string& name = code.names[argument_of(code.instructions[i])];
    if (std::find(kBuiltins.begin(), kBuiltins.end(), name) == kBuiltins.end() || builtin(name)) continue;
    const Code::Position* position = code.position_of(i);
    out->push_back({position ? static_cast<int>(position->line) : 0, name + "() is not available", false});
  }
  for (const Constant& constant : code.constants) {
    if (const auto* inner = std::get_if<std::shared_ptr<const Code>>(&constant.kind)) find_builtins(**inner, builtin, out);
  }
}

}  // namespace

std::vector<Refusal> refusals(std::string_view source, std::string_view file,
                              const std::function<bool(std::string_view)>& importable,
                              const std::function<bool(std::string_view)>& builtin) {
  std::vector<Refusal> found;
  const Compiled compiled = SourceCompiler().compile(source, file, CompileMode::kModule);
  if (!compiled.code) {
    found.push_back({compiled.error->line, compiled.error->type + ": " + compiled.error->message, true});
  } else {
    find_builtins(*compiled.code, builtin, &found);
  }
  const syntax::Parsed parsed = syntax::parse(source, file);
  if (parsed.ok()) ImportWalk(importable, &found).body(parsed.ast.body);
  std::stable_sort(found.begin(), found.end(), [](const Refusal& a, const Refusal& b) { return a.line < b.line; });
  return found;
}

}  // namespace interloom::lang::compile
