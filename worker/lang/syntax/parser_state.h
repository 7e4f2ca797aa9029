// The parser's inside: recursive descent over the tokens, with CPython's two passes.
//
// The first pass accepts or fails; it raises nothing but what an action raises (a bad escape, a number too long). When it has
// failed, `farthest_` is the token no rule could go beyond: where a plain "invalid syntax" points. The second pass parses
// again with `invalid_rules_` on: rules then look for well-known mistakes and raise their own message.
//
// A parse function returns null when the source does not match (or an error is raised: `raised()`); the position is then
// unspecified and the caller resets it when it has another way to go on. As in a PEG, a rule that can end early does so when
// its continuation does not match ("a +" is the expression "a", followed by something that the caller will refuse).
// Cost: the first pass goes back only for the heads of `match` and `with (` (once each); the second counts the
// tokens it goes back over and gives up its search beyond a multiple of the source.
#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/syntax/ast.h"
#include "worker/lang/syntax/identifier_pool.h"
#include "worker/lang/syntax/parser.h"
#include "worker/lang/syntax/token.h"

namespace interloom::lang::syntax {

// A message and where it points; columns in bytes from 0, -1: not known.
struct Raised {
  std::string type, message;
  Span at;
};

struct Escapes;
enum class TargetUse : uint8_t { kAssign, kFor, kDelete };

class Parser {
 public:
  Parser(const Tokens& tokens, Ast& ast, const ParseLimits& limits);
  std::optional<Raised> run(Mode mode);  // none: the Ast is whole

 private:
  // ---- tokens
  const Token& tok() const { return tokens_[pos_]; }
  Tok kind() const { return tokens_[pos_].kind; }
  Tok kind_after() const { return is_last() ? Tok::kEnd : tokens_[pos_ + 1].kind; }
  bool is_last() const { return tokens_[pos_].kind <= Tok::kError; }
  bool at(Tok kind) const { return tokens_[pos_].kind == kind; }
  bool accept(Tok kind) {
    if (!at(kind)) return false;
    ++pos_;
    return true;
  }
  std::string_view text_of(const Token& token) const { return std::string_view(source_).substr(token.start, token.end - token.start); }
  void note_farthest() { if (pos_ > farthest_) farthest_ = pos_; }
  void reset(uint32_t mark);
  bool at_soft(uint8_t soft) const { return at(Tok::kName) && tok().flags == soft; }

  // ---- errors
  bool raised() const { return error_.has_value() || gave_up_; }
  std::nullptr_t raise(std::string message, Span at, const char* type = "SyntaxError");
  std::nullptr_t raise_here(std::string message, const char* type = "SyntaxError");  // at the farthest token
  std::nullptr_t raise_at(const Token& token, std::string message) { return raise(std::move(message), span_of(token)); }
  std::nullptr_t raise_target(Expr* target, TargetUse use);
  bool second_pass() const { return invalid_rules_; }
  bool parse_whole(Mode mode);
  void generic_failure(const Token& token);
  bool enter();  // false: no C stack or memory left (raised)

  // ---- nodes
  static Span span_of(const Token& t) { return {t.line, t.column, t.end_line, t.end_column}; }
  Span span_from(uint32_t first) const {
    const Token &a = tokens_[first], &b = tokens_[pos_ - 1];
    return {a.line, a.column, b.end_line, b.end_column};
  }
  static Span join(const Span& a, const Span& b) { return {a.lineno, a.col_offset, b.end_lineno, b.end_col_offset}; }
  template <class T> T* make() { return ast_.arena->make<T>(); }
  template <class T> T* make_expr(uint32_t first) {
    T* out = make<T>();
    out->kind = T::kKind;
    out->at = span_from(first);
    return out;
  }
  template <class T> T* make_stmt() {
    T* out = make<T>();
    out->kind = T::kKind;
    return out;
  }
  Stmt* end_stmt(Stmt* stmt, uint32_t first) {
    stmt->at = span_from(first);
    return stmt;
  }
  // Sets the height over these children (null is fine); null when it is too much.
  Expr* over(Expr* node, std::initializer_list<const Expr*> children);
  Expr* over(Expr* node, int children_height);
  static int height_of(const Expr* node) { return node ? node->height : 0; }
  static int height_of(Seq<Expr> nodes);
  static int height_of(Seq<Comprehension> nodes);
  static int height_of(const Arguments* arguments);
  Identifier identifier(const Token& token) { return names_.intern(text_of(token)); }
  Name* make_name(ExprContext ctx);  // of the current token, which it passes
  void set_context(Expr* target, ExprContext ctx);

  // Lists are gathered on one stack and copied into the arena.
  size_t list_begin() const { return scratch_.size(); }
  void list_add(void* item) { scratch_.push_back(item); }
  template <class T> Seq<T> list_end(size_t begin) {
    T** out = static_cast<T**>(ast_.arena->allocate((scratch_.size() - begin) * sizeof(T*) + sizeof(T*)));
    for (size_t i = begin; i < scratch_.size(); ++i) out[i - begin] = static_cast<T*>(scratch_[i]);
    const Seq<T> list(out, scratch_.size() - begin);
    scratch_.resize(begin);
    return list;
  }
  std::nullptr_t list_drop(size_t begin) {
    scratch_.resize(begin);
    return nullptr;
  }

  // ---- parse_expression.cpp
  using Rule = Expr* (Parser::*)();
  Expr* star_expressions();
  Expr* star_expression();
  Expr* star_named_expression();
  Expr* named_expression();
  Expr* expression();
  Expr* expression_no_walrus();  // expression !':='
  Expr* conditional(uint32_t first, Expr* body);
  Expr* lambda();
  Expr* yield_expression();
  Expr* yield_or_star_expressions();
  Expr* starred(Rule operand);
  Expr* comma_separated(Rule item);
  Expr* invalid_named_expression(uint32_t first, Expr* value);
  Expr* invalid_expression(uint32_t first, Expr* body);
  Expr* probe(Rule rule);  // without invalid rules; the position stays behind what matched

  // ---- parse_operators.cpp
  Expr* disjunction() { return binary(1); }
  Expr* bitwise_or();
  Expr* binary(int minimum);
  Expr* boolean(uint32_t first, Expr* left, int power);
  Expr* comparison(uint32_t first, Expr* left);
  Expr* unary();
  Expr* power();
  std::optional<CmpOperator> compare_operator();

  // ---- parse_atom.cpp, parse_display.cpp
  Expr* primary();
  Expr* trailers(uint32_t first, Expr* value);
  Expr* subscript(uint32_t first, Expr* value);
  Expr* slice();
  Expr* slices();
  Expr* atom();
  Expr* keyword_constant(ConstantKind type);
  Expr* number();
  Expr* integer(Constant* node, std::string digits, int base);
  Expr* parenthesis();
  Expr* tuple_rest(uint32_t first, Expr* item);
  Expr* list_display();
  Expr* brace_display();
  Expr* dict_display(uint32_t first, Expr* key);
  bool dict_item(bool first_item);
  Expr* later_key();
  Expr* set_display(uint32_t first, Expr* item);
  Expr* invalid_comprehension_target(size_t items);
  std::optional<Seq<Comprehension>> comprehensions();
  Comprehension* comprehension();
  bool at_comprehension() const { return at(Tok::kFor) || (at(Tok::kAsync) && kind_after() == Tok::kFor); }
  template <class T> Expr* finish_comprehension(uint32_t first, Expr* element, Tok closing);

  // ---- parse_call.cpp
  struct CallParts { Seq<Expr> args; Seq<Keyword> keywords; int height = 0; };
  Expr* call(uint32_t first, Expr* func);
  bool call_arguments(CallParts& out);
  bool call_argument(uint32_t first, size_t keywords, const char*& misplaced);
  bool keyword_argument();
  bool unpacked_keywords();
  bool has_unpacking(size_t keywords) const;
  Expr* positional_argument();

  // ---- parse_parameters.cpp
  struct Parameters;
  Arguments* parameters(bool lambda);
  bool parameter(Parameters& state);
  bool star_parameter(Parameters& state);
  bool slash_parameter(Parameters& state);
  bool double_star_parameter(Parameters& state);
  bool after_double_star();
  Arg* parameter_name(bool lambda, bool star);
  std::nullptr_t invalid_parenthesised_parameter(const Parameters& state);
  std::optional<Seq<TypeParam>> type_params();
  TypeParam* type_param();
  template <class T> TypeParam* finish_type_param(T* node, Identifier name, uint32_t first) {
    node->kind = T::kKind;
    node->name = name;
    node->at = span_from(first);
    return node;
  }

  // ---- parse_strings.cpp, parse_fstring.cpp
  struct StringParts;
  Expr* strings();
  bool plain_string(const Token& token, StringParts& parts);
  bool decode_into(const Token& token, std::string_view body, const Escapes& how, std::string& out);
  void flush_text(StringParts& parts);
  bool formatted_string(StringParts& parts);
  bool fstring_items(StringParts& parts, bool is_template);
  bool replacement_field(StringParts& parts, bool is_template);
  Expr* field_value(bool is_template);
  void append_without_comments(uint32_t first, std::string& out) const;
  bool lambda_needs_parentheses(uint32_t first);
  bool field_conversion(int32_t& conversion, bool is_template);
  Expr* format_spec();
  void invalid_field_end(bool debug, int32_t conversion, bool has_spec, bool is_template);

  // ---- parse_simple.cpp, parse_assignment.cpp, parse_import.cpp
  bool statements();  // these three push what they read onto scratch_
  bool statement();
  bool simple_statements();
  Stmt* simple_statement();
  Stmt* expression_statement();
  Stmt* annotated_assignment(uint32_t first, Expr* target);
  Stmt* plain_assignment(uint32_t first, Expr* target);
  Stmt* augmented_assignment(uint32_t first, Expr* target);
  Stmt* invalid_assignment(uint32_t first);
  bool invalid_tuple_statement(uint32_t first);
  Stmt* return_statement();
  Stmt* raise_statement();
  Stmt* assert_statement();
  Stmt* delete_statement();
  Stmt* type_alias();
  Stmt* import_statement();
  Stmt* import_from();
  bool import_names(ImportFrom* node);
  std::optional<Identifier> dotted_name();
  bool optional_alias(Alias* alias);
  template <class T> Stmt* names_statement();
  template <class T> Stmt* word_statement();

  // ---- parse_targets.cpp
  static bool is_target(Expr* target, TargetUse use);
  static Expr* invalid_target(Expr* target, TargetUse use);
  static std::string describe(const Expr* expression);
  Expr* star_target();
  Expr* for_target();

  // ---- parse_compound.cpp, parse_definition.cpp, parse_try.cpp
  bool colon(bool forced = false);
  std::optional<Seq<Stmt>> block(std::string_view after, int32_t line);
  Stmt* compound_statement();
  Stmt* if_statement();
  Stmt* while_statement();
  Stmt* for_statement(uint32_t first, bool is_async);
  Stmt* with_statement(uint32_t first, bool is_async);
  std::optional<Seq<WithItem>> with_items(bool parenthesised);
  WithItem* with_item();
  Stmt* async_statement();
  bool else_block(Seq<Stmt>& out);
  Stmt* decorated();
  Stmt* function(uint32_t first, Seq<Expr> decorators, bool is_async);
  Stmt* class_definition(Seq<Expr> decorators);
  Stmt* try_statement();
  void mixed_handlers();
  ExceptHandler* except_handler(bool star);
  Expr* exception_types();
  // A statement with blocks ends at the last token that is no line end or dedent.
  Span block_span(uint32_t first) const;
  Stmt* end_block_stmt(Stmt* stmt, uint32_t first) const {
    stmt->at = block_span(first);
    return stmt;
  }

  // ---- parse_match.cpp, parse_pattern.cpp
  std::optional<Stmt*> match_statement();
  MatchCase* match_case();
  Expr* match_subject();
  Pattern* patterns();
  Pattern* star_pattern();
  Pattern* pattern();
  Pattern* or_pattern();
  Pattern* closed_pattern();
  Pattern* sequence_pattern();
  bool pattern_list(Tok closing, bool* comma);  // pushes onto scratch_
  Pattern* mapping_pattern();
  Pattern* class_pattern(uint32_t first, Expr* cls);
  Pattern* name_pattern();
  Pattern* value_pattern(uint32_t first, Expr* value);
  Expr* pattern_literal();
  Expr* pattern_number();
  Expr* dotted_value();
  template <class T> T* make_pattern(uint32_t first) {
    T* out = make<T>();
    out->kind = T::kKind;
    out->at = span_from(first);
    return out;
  }

  const Tokens& lexed_;
  const Token* tokens_;
  std::string_view source_;
  Ast& ast_;
  const ParseLimits& limits_;
  IdentifierPool names_;
  std::vector<void*> scratch_;
  std::vector<Keyword*> keywords_;  // of the calls that are being read
  uint32_t pos_ = 0, farthest_ = 0;
  uint32_t first_farthest_ = 0;  // of the first pass
  bool invalid_rules_ = false;  // the second pass, and not inside probe()
  bool searching_ = false;      // the second pass
  bool gave_up_ = false;        // it went too deep or back too often
  uint64_t search_budget_ = 0;
  const char* stack_base_ = nullptr;
  std::optional<Raised> error_;
};

}  // namespace interloom::lang::syntax
