#include "worker/lang/syntax/parser.h"

#include "common/status.h"
#include "worker/lang/syntax/lexer.h"
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

namespace {

// Column of a byte offset within its line, in characters from 1.
int character_column(std::string_view line, int byte_column) {
  int characters = 1;
  for (int i = 0; i < byte_column && static_cast<size_t>(i) < line.size(); ++i) {
    characters += (static_cast<unsigned char>(line[static_cast<size_t>(i)]) & 0xC0) != 0x80;
  }
  return characters;
}

std::string_view line_text(const Tokens& lexed, int line) {
  if (line < 1 || static_cast<size_t>(line) > lexed.line_starts.size()) return {};
  const std::string_view rest = std::string_view(lexed.text).substr(lexed.line_starts[static_cast<size_t>(line - 1)]);
  return rest.substr(0, rest.find('\n'));
}

SyntaxError located(const Tokens& lexed, std::string_view file, const Raised& raised) {
  SyntaxError out;
  out.type = raised.type;
  out.message = raised.message;
  out.file = file;
  const std::string_view line = line_text(lexed, raised.at.lineno);
  out.line = raised.at.lineno;
  out.end_line = raised.at.end_lineno;
  out.column = raised.at.lineno ? character_column(line, raised.at.col_offset) : 0;
  out.end_column = raised.at.end_col_offset < 0 ? 0 : character_column(line_text(lexed, out.end_line), raised.at.end_col_offset);
  out.text = line;
  return out;
}

Raised raised_by_lexer(const Tokens& lexed) {
  const LexError& error = lexed.error;
  const uint32_t begin = error.line && static_cast<size_t>(error.line) <= lexed.line_starts.size() ? lexed.line_starts[static_cast<size_t>(error.line - 1)] : 0;
  const auto column = [&](uint32_t at) { return static_cast<int32_t>(at - begin); };
  return {error.type, error.message, {error.line, column(error.start), error.end_line, column(error.end)}};
}

}  // namespace

Parsed parse(std::string_view source, std::string_view file, Mode mode, const ParseLimits& limits) {
  Parsed out;
  out.ast.mode = mode;
  if (source.size() > limits.max_source || source.size() >= UINT32_MAX / 2) {
    out.error.emplace();
    out.error->type = "MemoryError";
    out.error->message = str_cat("the source has ", source.size(), " bytes, more than ", limits.max_source);
    out.error->file = file;
    return out;
  }
  const Tokens lexed = lex(source, limits.max_memory);
  Parser parser(lexed, out.ast, limits);
  if (const std::optional<Raised> raised = parser.run(mode)) {
    out.error = located(lexed, file, *raised);
    out.ast.body = {};
    out.ast.expression = nullptr;
  }
  return out;
}

Parser::Parser(const Tokens& lexed, Ast& ast, const ParseLimits& limits)
    : lexed_(lexed), tokens_(lexed.tokens.data()), source_(lexed.text), ast_(ast), limits_(limits), names_(*ast.arena) {}

std::optional<Raised> Parser::run(Mode mode) {
  stack_base_ = static_cast<const char*>(__builtin_frame_address(0));
  if (parse_whole(mode)) return std::nullopt;
  note_farthest();
  const uint32_t farthest = first_farthest_ = farthest_;
  if (tokens_[farthest].kind == Tok::kError) return raised_by_lexer(lexed_);
  if (!error_) {
    pos_ = 0;
    scratch_.clear();
    keywords_.clear();
    invalid_rules_ = searching_ = true;
    search_budget_ = 16 * lexed_.tokens.size() + 10000;
    parse_whole(mode);
    note_farthest();
    if (tokens_[farthest_].kind == Tok::kError) return raised_by_lexer(lexed_);
  }
  const bool known = error_.has_value();
  if (!known) generic_failure(tokens_[farthest]);
  // A token that cannot be read comes before every mistake of grammar, except an indentation's.
  const bool indentation = !known && error_->type == "IndentationError";
  if (lexed_.failed && !indentation) {
    if (lexed_.error.hard) return raised_by_lexer(lexed_);
    if (!lexed_.open.empty() && tokens_[farthest_].line > lexed_.open.back().line) {
      const OpenBracket& open = lexed_.open.back();
      const int32_t column = static_cast<int32_t>(open.at - lexed_.line_starts[static_cast<size_t>(open.line - 1)]);
      return Raised{"SyntaxError", str_cat("'", std::string_view(&open.what, 1), "' was never closed"), {open.line, column, open.line, -1}};
    }
  }
  return error_;
}

bool Parser::parse_whole(Mode mode) {
  if (mode == Mode::kEval) {
    ast_.expression = comma_separated(&Parser::expression);
    if (!ast_.expression) return false;
    while (accept(Tok::kNewline)) {}
    return at(Tok::kEnd);
  }
  const size_t list = list_begin();
  const bool single = mode == Mode::kSingle;
  if (!(single ? statement() : statements())) return list_drop(list), false;
  while (single && accept(Tok::kNewline)) {}
  if (!at(Tok::kEnd)) {
    note_farthest();
    if (single && !is_last()) raise_at(tok(), "multiple statements found while compiling a single statement");
    return list_drop(list), false;
  }
  ast_.body = list_end<Stmt>(list);
  return true;
}

void Parser::generic_failure(const Token& token) {
  if (token.kind == Tok::kIndent) raise("unexpected indent", span_of(token), "IndentationError");
  else if (token.kind == Tok::kDedent) raise("unexpected unindent", span_of(token), "IndentationError");
  else raise("invalid syntax", span_of(token));
}

std::nullptr_t Parser::raise(std::string message, Span at, const char* type) {
  if (!error_) error_ = Raised{type, std::move(message), at};
  return nullptr;
}

std::nullptr_t Parser::raise_here(std::string message, const char* type) {
  note_farthest();
  return raise(std::move(message), span_of(tokens_[farthest_]), type);
}

bool Parser::enter() {
  const char* frame = static_cast<const char*>(__builtin_frame_address(0));
  if (static_cast<size_t>(stack_base_ - frame) > limits_.max_stack) [[unlikely]] {
    // A search that goes too deep is only given up: the source has a plain error.
    if (searching_) gave_up_ = true;
    else raise("maximum recursion depth exceeded during compilation", span_of(tok()), "RecursionError");
    return false;
  }
  if (ast_.arena->bytes() > limits_.max_memory) [[unlikely]] {
    raise("the syntax tree needs too much memory", span_of(tok()), "MemoryError");
    return false;
  }
  return !raised();
}

void Parser::reset(uint32_t mark) {
  note_farthest();
  if (searching_ && pos_ > mark) {
    const uint32_t back = pos_ - mark;
    if (back > search_budget_) gave_up_ = true;
    else search_budget_ -= back;
  }
  pos_ = mark;
}

Expr* Parser::over(Expr* node, int children_height) {
  if (children_height >= limits_.max_depth || children_height >= UINT16_MAX) [[unlikely]] {
    if (searching_) {
      gave_up_ = true;
      return nullptr;
    }
    return raise("maximum recursion depth exceeded during compilation", node->at, "RecursionError");
  }
  node->height = static_cast<uint16_t>(children_height + 1);
  return node;
}

Expr* Parser::over(Expr* node, std::initializer_list<const Expr*> children) {
  int height = 0;
  for (const Expr* child : children) height = std::max(height, height_of(child));
  return over(node, height);
}

int Parser::height_of(Seq<Expr> nodes) {
  int height = 0;
  for (const Expr* node : nodes) height = std::max(height, height_of(node));
  return height;
}

int Parser::height_of(Seq<Comprehension> nodes) {
  int height = 0;
  for (const Comprehension* node : nodes) {
    height = std::max({height, height_of(node->target), height_of(node->iter), height_of(node->ifs)});
  }
  return height;
}

int Parser::height_of(const Arguments* arguments) {
  return std::max(height_of(arguments->defaults), height_of(arguments->kw_defaults));
}

Name* Parser::make_name(ExprContext ctx) {
  const Token& token = tok();
  ++pos_;
  Name* node = make<Name>();
  node->kind = ExprKind::kName;
  node->at = span_of(token);
  node->id = identifier(token);
  node->ctx = ctx;
  return node;
}

}  // namespace interloom::lang::syntax
