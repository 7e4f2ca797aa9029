#include "worker/lang/compile/source_compiler.h"

#include <algorithm>

#include "worker/lang/compile/emitter.h"
#include "worker/lang/syntax/parser.h"

namespace interloom::lang::compile {
namespace {

constexpr uint64_t kInstructionsPerByte = 32;
constexpr uint64_t kLeastInstructions = 1 << 16;
constexpr std::string_view kFeatures[] = {"nested_scopes",    "generators",     "division",
                                          "absolute_import",  "with_statement", "print_function",
                                          "unicode_literals", "generator_stop", "annotations"};

// The line of the source, without its end.
std::string_view line_of(std::string_view source, int line) {
  for (int at = 1; at < line && !source.empty(); ++at) {
    const size_t end = source.find_first_of("\r\n");
    if (end == source.npos) return {};
    source.remove_prefix(end + (source.substr(end, 2) == "\r\n" ? 2 : 1));
  }
  return line > 0 ? source.substr(0, source.find_first_of("\r\n")) : std::string_view();
}

// Columns count characters from 1, spans bytes from 0.
int column_of(std::string_view line, int bytes) {
  int out = 1;
  for (int i = 0; i < bytes && i < static_cast<int>(line.size()); ++i)
    out += (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80;
  return out;
}

CompileError error_of(const Failure& failure, std::string_view source, std::string_view file) {
  CompileError out;
  out.type = failure.type;
  out.message = failure.message;
  out.file = std::string(file);
  out.line = failure.at.lineno;
  out.end_line = failure.at.end_lineno;
  const std::string_view line = line_of(source, out.line);
  out.text = std::string(line);
  if (out.line > 0) out.column = column_of(line, failure.at.col_offset);
  if (out.end_line > 0) {
    const std::string_view last = out.end_line == out.line ? line : line_of(source, out.end_line);
    out.end_column = column_of(last, failure.at.end_col_offset);
  }
  return out;
}

CompileError error_of(const ast::SyntaxError& error) {
  return {error.type, error.message, error.file, error.line, error.column, error.end_line, error.end_column, error.text};
}

// `from __future__ import` stands at the beginning, behind the docstring at most. True: annotations are wanted.
bool future_annotations(const ast::Ast& tree, Diagnostics& diagnostics) {
  bool out = false, at_beginning = true, first = true;
  for (const ast::Stmt* statement : tree.body) {
    const auto* import = ast::as<ast::ImportFrom>(statement);
    const bool is_future = import && import->level == 0 && import->module == "__future__";
    const auto* text = first ? ast::as<ast::ExprStmt>(statement) : nullptr;
    const auto* doc = text ? ast::as<ast::Constant>(text->value) : nullptr;
    first = false;
    if (!is_future) {
      at_beginning = at_beginning && doc && doc->type == ast::ConstantKind::kStr;
      continue;
    }
    if (!at_beginning) {
      diagnostics.fail(import->at, "from __future__ imports must occur at the beginning of the file");
      return false;
    }
    for (const ast::Alias* alias : import->names) {
      if (alias->name == "braces") diagnostics.fail(import->at, "not a chance");
      if (alias->name != "barry_as_FLUFL" &&
          std::find(std::begin(kFeatures), std::end(kFeatures), alias->name) == std::end(kFeatures))
        diagnostics.fail(import->at, str_cat("future feature ", alias->name, " is not defined"));
      out = out || alias->name == "annotations";
    }
  }
  return out;
}

ast::Mode mode_of(CompileMode mode) {
  return mode == CompileMode::kModule       ? ast::Mode::kExec
         : mode == CompileMode::kExpression ? ast::Mode::kEval
                                            : ast::Mode::kSingle;
}

}  // namespace

Compiled SourceCompiler::compile(std::string_view source, std::string_view file, CompileMode mode) const {
  ast::Parsed parsed = ast::parse(source, file, mode_of(mode));
  if (parsed.error) return {nullptr, error_of(*parsed.error)};
  Diagnostics diagnostics;
  Symbols symbols;
  Compilation compilation{.symbols = symbols,
                          .diagnostics = diagnostics,
                          .file = std::string(file),
                          .mode = mode,
                          .future_annotations = future_annotations(parsed.ast, diagnostics),
                          .instructions_left = kLeastInstructions + kInstructionsPerByte * source.size()};
  // As in CPython, what exec and eval compile has no file to show lines of.
  if (file != "<string>") compilation.source = std::make_shared<const std::string>(source);
  if (!diagnostics.failed()) symbols.build(parsed.ast, compilation.future_annotations, diagnostics);
  std::shared_ptr<const Code> code;
  if (!diagnostics.failed()) {
    Emitter emitter(compilation, *symbols.module(), "<module>", "<module>", 1);
    code = emitter.module(parsed.ast);
  }
  if (diagnostics.failed()) return {nullptr, error_of(*diagnostics.failure(), source, file)};
  return {std::move(code), std::nullopt};
}

}  // namespace interloom::lang::compile
