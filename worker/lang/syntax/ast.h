// The abstract syntax tree: CPython's ASDL (3.14) as plain structs.
//
// Kinds and fields carry the names of Python's `ast` module, so its documentation is this header's too. One struct a kind,
// derived from Stmt, Expr, Pattern or TypeParam; `as<Name>(expr)` is the checked way down, `kind` the thing to switch on:
//
//   switch (expr->kind) {
//     case ExprKind::kBinOp: { const auto* node = as<BinOp>(expr); ... }
//
// Everything (nodes, lists, identifiers, constants' text) lies in the Ast's arena and lives as long as the Ast; nothing is
// freed alone and no node has a destructor. Positions count lines from 1 and columns from 0 in UTF-8 bytes, as CPython's do;
// inside f-strings they are those of 3.12 and later (where the text stands).
//
// Absent optional children are null; an absent optional identifier is an empty view (identifiers are never empty).
// Identifiers are NFKC-normalised and interned: two are equal exactly when their data() is the same pointer.
//
// Depth: `Expr::height` counts the levels below an expression and never exceeds ParseLimits::max_depth, so a recursive walk
// is bounded; statements nest at most 100 deep, except that an `elif` is an If alone in the orelse of an If, and such a
// chain is as long as its author likes: walk it with a loop.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "worker/lang/syntax/arena.h"

namespace interloom::lang::syntax {

struct Span {
  int32_t lineno = 0, col_offset = 0, end_lineno = 0, end_col_offset = 0;
};

using Identifier = std::string_view;
template <class T> using Seq = std::span<T*>;

enum class ExprContext : uint8_t { kLoad, kStore, kDel };
enum class BoolOperator : uint8_t { kAnd, kOr };
enum class Operator : uint8_t { kAdd, kSub, kMult, kMatMult, kDiv, kMod, kPow, kLShift, kRShift, kBitOr, kBitXor, kBitAnd, kFloorDiv };
enum class UnaryOperator : uint8_t { kInvert, kNot, kUAdd, kUSub };
enum class CmpOperator : uint8_t { kEq, kNotEq, kLt, kLtE, kGt, kGtE, kIs, kIsNot, kIn, kNotIn };

enum class StmtKind : uint8_t {
  kFunctionDef, kAsyncFunctionDef, kClassDef, kReturn, kDelete, kAssign, kTypeAlias, kAugAssign, kAnnAssign, kFor, kAsyncFor,
  kWhile, kIf, kWith, kAsyncWith, kMatch, kRaise, kTry, kTryStar, kAssert, kImport, kImportFrom, kGlobal, kNonlocal, kExpr,
  kPass, kBreak, kContinue,
};
enum class ExprKind : uint8_t {
  kBoolOp, kNamedExpr, kBinOp, kUnaryOp, kLambda, kIfExp, kDict, kSet, kListComp, kSetComp, kDictComp, kGeneratorExp, kAwait,
  kYield, kYieldFrom, kCompare, kCall, kFormattedValue, kInterpolation, kJoinedStr, kTemplateStr, kConstant, kAttribute,
  kSubscript, kStarred, kName, kList, kTuple, kSlice,
};
enum class PatternKind : uint8_t {
  kMatchValue, kMatchSingleton, kMatchSequence, kMatchMapping, kMatchClass, kMatchStar, kMatchAs, kMatchOr,
};
enum class TypeParamKind : uint8_t { kTypeVar, kParamSpec, kTypeVarTuple };

struct Stmt { StmtKind kind; Span at; };
struct Expr {
  ExprKind kind;
  bool parenthesized = false;  // was written as "(expr)": the span is that of the expression inside, except for tuples
  uint16_t height = 1;         // 1 + the greatest height among its children; a leaf has 1
  Span at;
};
struct Pattern { PatternKind kind; Span at; };
struct TypeParam { TypeParamKind kind; Span at; Identifier name; };

// The node as T*, or null when it is of another kind (or null itself).
template <class T, class Base> T* as(Base* node) { return node && node->kind == T::kKind ? static_cast<T*>(node) : nullptr; }
template <class T, class Base> const T* as(const Base* node) {
  return node && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}

// ---- parts that are neither statement nor expression

struct Arg { Span at; Identifier arg; Expr* annotation = nullptr; };
struct Arguments {
  Seq<Arg> posonlyargs, args;
  Arg* vararg = nullptr;
  Seq<Arg> kwonlyargs;
  Seq<Expr> kw_defaults;  // one for each of kwonlyargs; null: it has none
  Arg* kwarg = nullptr;
  Seq<Expr> defaults;     // of the last of posonlyargs + args
};
struct Keyword { Span at; Identifier arg /* empty: **value */; Expr* value = nullptr; };
struct Alias { Span at; Identifier name /* dotted, or "*" */, asname; };
struct WithItem { Expr* context_expr = nullptr; Expr* optional_vars = nullptr; };
struct Comprehension { Expr* target = nullptr; Expr* iter = nullptr; Seq<Expr> ifs; bool is_async = false; };
struct ExceptHandler { Span at; Expr* type = nullptr; Identifier name; Seq<Stmt> body; };
struct MatchCase { Pattern* pattern = nullptr; Expr* guard = nullptr; Seq<Stmt> body; };

// ---- statements

template <StmtKind K> struct StmtOf : Stmt { static constexpr StmtKind kKind = K; };

struct FunctionFields {
  Identifier name;
  Arguments* args = nullptr;
  Seq<Stmt> body;
  Seq<Expr> decorator_list;
  Expr* returns = nullptr;
  Seq<TypeParam> type_params;
};
struct FunctionDef : StmtOf<StmtKind::kFunctionDef>, FunctionFields {};
struct AsyncFunctionDef : StmtOf<StmtKind::kAsyncFunctionDef>, FunctionFields {};
struct ClassDef : StmtOf<StmtKind::kClassDef> {
  Identifier name;
  Seq<Expr> bases;
  Seq<Keyword> keywords;
  Seq<Stmt> body;
  Seq<Expr> decorator_list;
  Seq<TypeParam> type_params;
};
struct Return : StmtOf<StmtKind::kReturn> { Expr* value = nullptr; };
struct Delete : StmtOf<StmtKind::kDelete> { Seq<Expr> targets; };
struct Assign : StmtOf<StmtKind::kAssign> { Seq<Expr> targets; Expr* value = nullptr; };
struct TypeAlias : StmtOf<StmtKind::kTypeAlias> { Expr* name = nullptr /* a Name */; Seq<TypeParam> type_params; Expr* value = nullptr; };
struct AugAssign : StmtOf<StmtKind::kAugAssign> { Expr* target = nullptr; Operator op{}; Expr* value = nullptr; };
struct AnnAssign : StmtOf<StmtKind::kAnnAssign> {
  Expr* target = nullptr;
  Expr* annotation = nullptr;
  Expr* value = nullptr;
  bool simple = false;  // the target is a name without parentheses
};
struct ForFields { Expr* target = nullptr; Expr* iter = nullptr; Seq<Stmt> body, orelse; };
struct For : StmtOf<StmtKind::kFor>, ForFields {};
struct AsyncFor : StmtOf<StmtKind::kAsyncFor>, ForFields {};
struct While : StmtOf<StmtKind::kWhile> { Expr* test = nullptr; Seq<Stmt> body, orelse; };
struct If : StmtOf<StmtKind::kIf> { Expr* test = nullptr; Seq<Stmt> body, orelse; };
struct WithFields { Seq<WithItem> items; Seq<Stmt> body; };
struct With : StmtOf<StmtKind::kWith>, WithFields {};
struct AsyncWith : StmtOf<StmtKind::kAsyncWith>, WithFields {};
struct Match : StmtOf<StmtKind::kMatch> { Expr* subject = nullptr; Seq<MatchCase> cases; };
struct Raise : StmtOf<StmtKind::kRaise> { Expr* exc = nullptr; Expr* cause = nullptr; };
struct TryFields { Seq<Stmt> body; Seq<ExceptHandler> handlers; Seq<Stmt> orelse, finalbody; };
struct Try : StmtOf<StmtKind::kTry>, TryFields {};
struct TryStar : StmtOf<StmtKind::kTryStar>, TryFields {};
struct Assert : StmtOf<StmtKind::kAssert> { Expr* test = nullptr; Expr* msg = nullptr; };
struct Import : StmtOf<StmtKind::kImport> { Seq<Alias> names; };
struct ImportFrom : StmtOf<StmtKind::kImportFrom> { Identifier module; Seq<Alias> names; int32_t level = 0; };
struct Global : StmtOf<StmtKind::kGlobal> { std::span<Identifier> names; };
struct Nonlocal : StmtOf<StmtKind::kNonlocal> { std::span<Identifier> names; };
struct ExprStmt : StmtOf<StmtKind::kExpr> { Expr* value = nullptr; };  // ast.Expr
struct Pass : StmtOf<StmtKind::kPass> {};
struct Break : StmtOf<StmtKind::kBreak> {};
struct Continue : StmtOf<StmtKind::kContinue> {};

// ---- expressions

template <ExprKind K> struct ExprOf : Expr { static constexpr ExprKind kKind = K; };

struct BoolOp : ExprOf<ExprKind::kBoolOp> { BoolOperator op{}; Seq<Expr> values; };
struct NamedExpr : ExprOf<ExprKind::kNamedExpr> { Expr* target = nullptr; Expr* value = nullptr; };
struct BinOp : ExprOf<ExprKind::kBinOp> { Operator op{}; Expr* left = nullptr; Expr* right = nullptr; };
struct UnaryOp : ExprOf<ExprKind::kUnaryOp> { UnaryOperator op{}; Expr* operand = nullptr; };
struct Lambda : ExprOf<ExprKind::kLambda> { Arguments* args = nullptr; Expr* body = nullptr; };
struct IfExp : ExprOf<ExprKind::kIfExp> { Expr* test = nullptr; Expr* body = nullptr; Expr* orelse = nullptr; };
struct Dict : ExprOf<ExprKind::kDict> { Seq<Expr> keys /* null: **value */, values; };
struct Set : ExprOf<ExprKind::kSet> { Seq<Expr> elts; };
struct ListComp : ExprOf<ExprKind::kListComp> { Expr* elt = nullptr; Seq<Comprehension> generators; };
struct SetComp : ExprOf<ExprKind::kSetComp> { Expr* elt = nullptr; Seq<Comprehension> generators; };
struct DictComp : ExprOf<ExprKind::kDictComp> { Expr* key = nullptr; Expr* value = nullptr; Seq<Comprehension> generators; };
struct GeneratorExp : ExprOf<ExprKind::kGeneratorExp> { Expr* elt = nullptr; Seq<Comprehension> generators; };
struct Await : ExprOf<ExprKind::kAwait> { Expr* value = nullptr; };
struct Yield : ExprOf<ExprKind::kYield> { Expr* value = nullptr; };
struct YieldFrom : ExprOf<ExprKind::kYieldFrom> { Expr* value = nullptr; };
struct Compare : ExprOf<ExprKind::kCompare> { Expr* left = nullptr; std::span<CmpOperator> ops; Seq<Expr> comparators; };
struct Call : ExprOf<ExprKind::kCall> { Expr* func = nullptr; Seq<Expr> args; Seq<Keyword> keywords; };
struct FormattedValue : ExprOf<ExprKind::kFormattedValue> {
  Expr* value = nullptr;
  int32_t conversion = -1;      // 's', 'r', 'a' or -1; "{x=}" alone has 'r'
  Expr* format_spec = nullptr;  // a JoinedStr. The text of a debug "x=" is a Constant before this node
};
struct Interpolation : ExprOf<ExprKind::kInterpolation> {  // of a t-string
  Expr* value = nullptr;
  std::string_view str;  // the expression as it was written
  int32_t conversion = -1;
  Expr* format_spec = nullptr;
};
struct JoinedStr : ExprOf<ExprKind::kJoinedStr> { Seq<Expr> values; };
struct TemplateStr : ExprOf<ExprKind::kTemplateStr> { Seq<Expr> values; };

enum class ConstantKind : uint8_t { kNone, kTrue, kFalse, kEllipsis, kInt, kBigInt, kFloat, kComplex, kStr, kBytes };
struct Constant : ExprOf<ExprKind::kConstant> {
  ConstantKind type{};
  bool u_prefix = false;   // u"...": ast's kind='u'
  uint8_t base = 10;       // kBigInt: what `text` is written in: 2, 8, 10 or 16
  int64_t integer = 0;     // kInt: 0 ... INT64_MAX
  double number = 0;       // kFloat; kComplex: the imaginary part
  std::string_view text;   // kBigInt: digits only, no prefix, no underscores (CPython's limit of 4300 decimal digits is checked).
                           // kStr: UTF-8, with "\ud800" escapes as the three bytes of that surrogate. kBytes: the bytes
};

struct Attribute : ExprOf<ExprKind::kAttribute> { Expr* value = nullptr; Identifier attr; ExprContext ctx{}; };
struct Subscript : ExprOf<ExprKind::kSubscript> { Expr* value = nullptr; Expr* slice = nullptr; ExprContext ctx{}; };
struct Starred : ExprOf<ExprKind::kStarred> { Expr* value = nullptr; ExprContext ctx{}; };
struct Name : ExprOf<ExprKind::kName> { Identifier id; ExprContext ctx{}; };
struct List : ExprOf<ExprKind::kList> { Seq<Expr> elts; ExprContext ctx{}; };
struct Tuple : ExprOf<ExprKind::kTuple> { Seq<Expr> elts; ExprContext ctx{}; };
struct Slice : ExprOf<ExprKind::kSlice> { Expr* lower = nullptr; Expr* upper = nullptr; Expr* step = nullptr; };

// ---- patterns of match

template <PatternKind K> struct PatternOf : Pattern { static constexpr PatternKind kKind = K; };

struct MatchValue : PatternOf<PatternKind::kMatchValue> { Expr* value = nullptr; };
struct MatchSingleton : PatternOf<PatternKind::kMatchSingleton> { ConstantKind value{}; };  // kNone, kTrue or kFalse
struct MatchSequence : PatternOf<PatternKind::kMatchSequence> { Seq<Pattern> patterns; };
struct MatchMapping : PatternOf<PatternKind::kMatchMapping> { Seq<Expr> keys; Seq<Pattern> patterns; Identifier rest; };
struct MatchClass : PatternOf<PatternKind::kMatchClass> {
  Expr* cls = nullptr;
  Seq<Pattern> patterns;
  std::span<Identifier> kwd_attrs;
  Seq<Pattern> kwd_patterns;
};
struct MatchStar : PatternOf<PatternKind::kMatchStar> { Identifier name; };                             // empty: *_
struct MatchAs : PatternOf<PatternKind::kMatchAs> { Pattern* pattern = nullptr; Identifier name; };  // both absent: _
struct MatchOr : PatternOf<PatternKind::kMatchOr> { Seq<Pattern> patterns; };

// ---- type parameters

template <TypeParamKind K> struct TypeParamOf : TypeParam { static constexpr TypeParamKind kKind = K; };

struct TypeVar : TypeParamOf<TypeParamKind::kTypeVar> { Expr* bound = nullptr; Expr* default_value = nullptr; };
struct ParamSpec : TypeParamOf<TypeParamKind::kParamSpec> { Expr* default_value = nullptr; };
struct TypeVarTuple : TypeParamOf<TypeParamKind::kTypeVarTuple> { Expr* default_value = nullptr; };

// ---- a whole source

enum class Mode : uint8_t { kExec, kEval, kSingle };  // Module, Expression, Interactive

// One parsed source. Owns its arena: every pointer above is valid while the Ast lives. Immutable once parsed, so any number
// of threads may read it.
struct Ast {
  Mode mode = Mode::kExec;
  Seq<Stmt> body;              // kExec, kSingle
  Expr* expression = nullptr;  // kEval
  std::unique_ptr<Arena> arena = std::make_unique<Arena>();
};

}  // namespace interloom::lang::syntax
