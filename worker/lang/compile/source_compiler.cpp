#include "worker/lang/compile/source_compiler.h"

#include <algorithm>
#include <array>

#include "worker/lang/compile/emitter.h"
#include "worker/lang/syntax/parser.h"

namespace interloom::lang::compile {
namespace {

constexpr std::array<std::string_view, 10> kFeatures = {
    "nested_scopes",  "generators",    "division",       "absolute_import", "with_statement", "print_function",
    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations"};

ast::Mode mode_of(CompileMode mode) {
  return mode == CompileMode::kModule ? ast::Mode::kExec : mode == CompileMode::kExpression ? ast::Mode::kEval : ast::Mode::kSingle;
}

bool is_docstring(const ast::Stmt* node) {
  const auto* statement = ast::as<ast::ExprStmt>(node);
  const auto* constant = statement ? ast::as<ast::Constant>(statement->value) : nullptr;
  return constant && constant->type == ast::ConstantKind::kStr;
}

// The `from __future__ import` lines at the beginning; refuses what they cannot name. Sets the flag and the last line.
void read_futures(const ast::Ast& tree, Diagnostics& diagnostics, bool* annotations, int32_t* last_line) {
  for (size_t i = 0; i < tree.body.size(); ++i) {
    if (i == 0 && is_docstring(tree.body[i])) continue;
    const auto* import = ast::as<ast::ImportFrom>(tree.body[i]);
    if (!import || import->module != "__future__" || import->level) break;
    for (const ast::Alias* alias : import->names) {
      if (alias->name == "braces") {
        diagnostics.fail(import->at, "not a chance");
      } else if (std::find(kFeatures.begin(), kFeatures.end(), alias->name) == kFeatures.end()) {
        diagnostics.fail(import->at, "future feature " + std::string(alias->name) + " is not defined");
      }
      *annotations |= alias->name == "annotations";
    }
    *last_line = import->at.end_lineno;
  }
}

std::string_view line_of(std::string_view source, int line) {
  size_t at = 0;
  for (int i = 1; i < line && at != std::string_view::npos; ++i) {
    at = source.find('\n', at);
    if (at != std::string_view::npos) ++at;
  }
  if (line < 1 || at == std::string_view::npos) return {};
  std::string_view text = source.substr(at, source.find('\n', at) - at);
  if (text.ends_with('\r')) text.remove_suffix(1);
  return text;
}

// Columns from 1, in characters, of a byte offset in a line.
int column_of(std::string_view line, int byte_offset) {
  const std::string_view before = line.substr(0, std::max(byte_offset, 0));
  return 1 + static_cast<int>(std::count_if(before.begin(), before.end(), [](char c) { return (c & 0xc0) != 0x80; }));
}

CompileError error_of(const Failure& failure, std::string_view source, std::string_view file) {
  CompileError error;
  error.type = failure.type;
  error.message = failure.message;
  error.file = file;
  error.line = failure.at.lineno;
  error.end_line = failure.at.end_lineno;
  const std::string_view line = line_of(source, error.line);
  error.column = column_of(line, failure.at.col_offset);
  error.end_column = column_of(line_of(source, error.end_line), failure.at.end_col_offset);
  error.text = line;
  return error;
}

}  // namespace

Compiled SourceCompiler::compile(std::string_view source, std::string_view file, CompileMode mode) const {
  const syntax::Parsed parsed = syntax::parse(source, file, mode_of(mode));
  if (!parsed.ok()) {
    const syntax::SyntaxError& e = *parsed.error;
    return {nullptr, CompileError{e.type, e.message, e.file, e.line, e.column, e.end_line, e.end_column, e.text}};
  }
  Diagnostics diagnostics;
  Symbols symbols;
  bool future_annotations = false;
  int32_t last_future_line = 0;
  read_futures(parsed.ast, diagnostics, &future_annotations, &last_future_line);
  if (!diagnostics.failed()) symbols.build(parsed.ast, future_annotations, diagnostics);
  std::shared_ptr<const Code> code;
  if (!diagnostics.failed()) {
    Compilation shared{symbols, diagnostics, std::string(file), mode, future_annotations, last_future_line,
                       kMaxInstructions};
    code = Emitter(shared, *symbols.module(), "<module>", "<module>", 1).module(parsed.ast);
  }
  if (diagnostics.failed()) return {nullptr, error_of(*diagnostics.failure(), source, file)};
  return {std::move(code), std::nullopt};
}

}  // namespace interloom::lang::compile
