// Emitter: makes the Code of one function, class body, lambda, generator expression or module.
//
// One Emitter a Code; inner functions get their own. Mistakes go to the Diagnostics that all of a source share; after the
// first one the visits return at once and finish() gives null.
//
// Stack: statements run at depth(), which follows from the blocks around them; an expression leaves one value more.
// Blocks are what a jump out of a statement must undo: loops, handlers, with statements and finally bodies, which are
// emitted again at each way out, as CPython does.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "worker/lang/code_builder.h"
#include "worker/lang/compile/symbols.h"
#include "worker/lang/compiler.h"

namespace interloom::lang::compile {

// What the emitters of one source share.
struct Compilation {
  Symbols& symbols;
  Diagnostics& diagnostics;
  std::string file;
  CompileMode mode = CompileMode::kModule;
  bool future_annotations = false;
  uint64_t instructions_left = 0;               // finally bodies multiply: this bounds what they come to
  std::shared_ptr<const std::string> source{};  // for tracebacks; null: they show no lines
};

class Emitter {
 public:
  Emitter(Compilation& compilation, const Scope& scope, std::string name, std::string qualname, uint32_t first_line);

  // Null after a failure.
  std::shared_ptr<const Code> module(const ast::Ast& tree);

 private:
  using Label = CodeBuilder::Label;
  using Span = ast::Span;

  struct Block {
    enum Kind : uint8_t {
      kWhile,
      kFor,           // iterator
      kTry,           // guarded by except clauses
      kFinallyTry,    // guarded by a finally body
      kFinallyEnd,    // the finally body of an exception: previous exception
      kWith,          // exit
      kHandler,       // except clauses: previous exception
      kHandlerBody,   // the body of one
      kGroupHandler,  // except* clauses: previous original list rest
      kGroupBody,     // the body of one
      kValue,         // a value to be returned
    };
    Kind kind;
    Label top{}, exit{};              // loops
    Label handler{};                  // guards
    uint32_t handler_depth = 0;       // guards
    Label open{};                     // guards: where the part being made begins
    bool is_open = false;             // guards
    ast::Seq<ast::Stmt> finalbody{};  // kFinallyTry
    std::string_view name{};          // kHandlerBody, kGroupBody: `as name`
    uint32_t with_index = 0;          // kWith
    std::vector<std::pair<Label, Label>> ranges{};
  };

  // What a name is here.
  enum class Access : uint8_t { kLocal, kLocalCell, kClosure, kGlobal, kName, kClassClosure };
  struct Place {
    Access access;
    uint32_t local = 0;
  };
  // A comprehension or type parameter list that is being emitted, and the hidden locals of its variables.
  struct Inlined {
    const Scope* scope;
    std::unordered_map<std::string_view, uint32_t> locals;
  };

  // emitter.cpp: frames, names, positions.
  std::shared_ptr<const Code> finish();
  void begin_frame();
  void at(const Span& span);
  void emit(Opcode op, uint32_t argument = 0);
  void jump(Opcode op, Label label);
  bool stop(const Span& span);
  void fail(const Span& span, std::string message) { shared_.diagnostics.fail(span, std::move(message)); }
  Place place(std::string_view mangled);
  void load_name(std::string_view id, const Span& span);
  void store_name(std::string_view id, const Span& span);
  void delete_name(std::string_view id, const Span& span);
  void load_place(const Place& where, std::string_view mangled);
  std::string_view mangle(std::string_view id) const { return shared_.symbols.mangle(scope_->class_name, id); }
  void push_closure(const Scope& inner);
  void enter_inlined(const Scope& scope);
  void leave_inlined();
  std::string qualname_of(std::string_view name) const;
  bool forbid(std::string_view id, const Span& span, bool deleting = false);

  // emit_block.cpp: blocks and the ways out of them.
  uint32_t depth() const;
  Block& push_block(Block::Kind kind, const Span& span);
  void pop_block();
  void open_guard(Block& block, Label handler, uint32_t handler_depth);
  void reopen(Block& block);
  void close(Block& block);
  void undo(Block& block, bool keep_value);
  std::vector<Block> undo_down_to(size_t count, bool keep_value);
  void redo(std::vector<Block> undone);
  void jump_out(const Span& span, bool is_break);
  void return_statement(const ast::Return* node);
  void mark_escapes();

  // emit_statement.cpp
  void body(ast::Seq<ast::Stmt> statements);
  void module_body(const ast::Ast& tree);
  void statement(const ast::Stmt* node);
  void if_statement(const ast::If* node);
  void while_statement(const ast::While* node);
  void for_statement(const ast::For* node);
  void raise_statement(const ast::Raise* node);
  void assert_statement(const ast::Assert* node);
  void expression_statement(const ast::ExprStmt* node);
  void import_statement(const ast::Import* node);
  void import_from(const ast::ImportFrom* node);

  // emit_assign.cpp
  void assign(const ast::Assign* node);
  void store(const ast::Expr* target);
  void unpack(ast::Seq<ast::Expr> targets, const Span& span);
  void augmented(const ast::AugAssign* node);
  void annotated(const ast::AnnAssign* node);
  void annotation(const ast::Expr* node);
  void discard_target(const ast::Expr* target);
  void remove(const ast::Expr* target);

  // emit_try.cpp
  void try_statement(const ast::TryFields& fields, const Span& span, bool star);
  void try_finally(const ast::TryFields& fields, const Span& span, bool star);
  void try_except(const ast::TryFields& fields, const Span& span);
  void except_clause(const ast::ExceptHandler* clause, Label end);
  void try_except_star(const ast::TryFields& fields, const Span& span);
  void except_star_clause(const ast::ExceptHandler* clause);
  void forget_name(std::string_view name, const Span& span);
  void with_statement(const ast::With* node, size_t item);

  // emit_definition.cpp
  void function(const ast::FunctionFields& fields, const ast::Stmt* node);
  void lambda(const ast::Lambda* node);
  void class_definition(const ast::ClassDef* node);
  void class_arguments_generic(const ast::ClassDef* node);
  uint32_t push_defaults(const ast::Arguments* args, const ast::Expr* returns, bool with_annotations);
  bool push_keyword_defaults(const ast::Arguments* args);
  uint32_t push_annotations(const ast::Arguments* args, const ast::Expr* returns);
  void make_function(const Scope& inner, std::shared_ptr<const Code> code, uint32_t parts);
  void declare_parameters(const ast::Arguments* args, const Span& span);
  std::shared_ptr<const Code> function_code(const ast::FunctionFields& fields, const Span& span);
  std::shared_ptr<const Code> lambda_code(const ast::Lambda* node);
  std::shared_ptr<const Code> class_code(const ast::ClassDef* node);
  void type_params(ast::Seq<ast::TypeParam> params);
  void type_params_tuple(ast::Seq<ast::TypeParam> params, bool for_generic);
  void type_alias(const ast::TypeAlias* node);
  void typing_attribute(std::string_view name);

  // emit_expression.cpp
  void expression(const ast::Expr* node);
  void binary(const ast::BinOp* node);
  void unary(const ast::UnaryOp* node);
  void bool_op(const ast::BoolOp* node);
  void conditional(const ast::IfExp* node);
  void compare(const ast::Compare* node);
  void compare_op(ast::CmpOperator op);
  void named(const ast::NamedExpr* node);
  void yield(const ast::Yield* node);
  void yield_from(const ast::YieldFrom* node);
  void attribute(const ast::Attribute* node);
  void subscript(const ast::Subscript* node);
  void slice(const ast::Slice* node);
  void joined(const ast::JoinedStr* node);
  void formatted(const ast::FormattedValue* node);
  // Jumps when the truth of `node` is `wanted`, else goes on; nothing is left on the stack.
  void jump_if(const ast::Expr* node, bool wanted, Label target);
  void jump_if_compare(const ast::Compare* node, bool wanted, Label target);

  // emit_display.cpp
  enum class Display : uint8_t { kList, kTuple, kSet };
  void display(ast::Seq<ast::Expr> items, Display kind, const Span& span);
  void dict(const ast::Dict* node);
  void comprehension(const ast::Expr* node);
  void generator(const ast::GeneratorExp* node);
  void comprehension_loops(ast::Seq<ast::Comprehension> parts, size_t index, const ast::Expr* node);
  void comprehension_item(const ast::Expr* node, uint32_t iterators);
  std::shared_ptr<const Code> generator_code(const ast::GeneratorExp* node);

  // emit_call.cpp
  void call(const ast::Call* node);
  bool method_call(const ast::Call* node);
  void spread_call(ast::Seq<ast::Expr> args, ast::Seq<ast::Keyword> keywords, uint32_t leading, const Span& span);
  void spread_positional(ast::Seq<ast::Expr> args, uint32_t leading);
  void spread_keywords(ast::Seq<ast::Keyword> keywords, const Span& span);
  // The arguments of a call whose callable (and `leading` arguments) lie on the stack, and the call.
  void arguments(ast::Seq<ast::Expr> args, ast::Seq<ast::Keyword> keywords, uint32_t leading, const Span& span);
  bool check_keywords(ast::Seq<ast::Keyword> keywords, const Span& span);

  // emit_match.cpp
  class PatternEmitter;
  friend class PatternEmitter;
  void match_statement(const ast::Match* node);

  Compilation& shared_;
  const Scope* scope_;  // the innermost, which may be inlined
  const Scope& frame_;
  CodeBuilder b_;
  std::vector<Block> blocks_;
  std::vector<Inlined> inlined_;
  std::unordered_map<std::string_view, std::vector<uint32_t>> spare_locals_;  // hidden ones out of use, by name
  std::string qualname_;
  int32_t line_ = -1;
};

BinaryOp binary_op_of(ast::Operator op);

// Constant folding (fold.cpp). The value of an expression that is a constant to this compiler: constants, their negation,
// small arithmetic, tuples of them.
std::optional<Constant> fold(const ast::Expr* node);
// The truth of a constant expression; nullopt: not constant.
std::optional<bool> constant_truth(const ast::Expr* node);

// The source text of an expression as CPython's unparser writes it: for `from __future__ import annotations` (unparse.cpp).
std::string unparse(const ast::Expr* node, Diagnostics& diagnostics);

}  // namespace interloom::lang::compile
