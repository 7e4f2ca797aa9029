// Expressions as text, parenthesised where precedence asks for it: what annotations become under
// `from __future__ import annotations`.
#include "worker/lang/compile/emitter.h"
#include "worker/lang/number.h"
#include "worker/lang/str.h"

namespace interloom::lang::compile {
namespace {

// Binding strength, weakest first.
enum Level : int { kTuple, kYield, kTest, kOr, kAnd, kNot, kCompare, kBitOr, kBitXor, kBitAnd, kShift, kArith, kTerm, kFactor, kPower, kAwait, kAtom };

struct OperatorText {
  const char* text;
  Level level;
};

OperatorText text_of(ast::Operator op) {
  switch (op) {
    case ast::Operator::kAdd: return {"+", kArith};
    case ast::Operator::kSub: return {"-", kArith};
    case ast::Operator::kMult: return {"*", kTerm};
    case ast::Operator::kMatMult: return {"@", kTerm};
    case ast::Operator::kDiv: return {"/", kTerm};
    case ast::Operator::kMod: return {"%", kTerm};
    case ast::Operator::kFloorDiv: return {"//", kTerm};
    case ast::Operator::kPow: return {"**", kPower};
    case ast::Operator::kLShift: return {"<<", kShift};
    case ast::Operator::kRShift: return {">>", kShift};
    case ast::Operator::kBitOr: return {"|", kBitOr};
    case ast::Operator::kBitXor: return {"^", kBitXor};
    case ast::Operator::kBitAnd: return {"&", kBitAnd};
  }
  return {"?", kAtom};
}

constexpr const char* kCompareText[] = {"==", "!=", "<", "<=", ">", ">=", "is", "is not", "in", "not in"};

class Writer {
 public:
  explicit Writer(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
  std::string take() { return std::move(out_); }

  void write(const ast::Expr* node, Level least = kTest) {
    if (!node || diagnostics_.stop(node->at)) return;
    const Level own = level_of(node);
    const bool parentheses = own < least;
    if (parentheses) out_ += "(";
    inside(node, own);
    if (parentheses) out_ += ")";
  }

 private:
  static Level level_of(const ast::Expr* node) {
    switch (node->kind) {
      case ast::ExprKind::kNamedExpr: return kTuple;
      case ast::ExprKind::kYield:
      case ast::ExprKind::kYieldFrom: return kYield;
      case ast::ExprKind::kLambda:
      case ast::ExprKind::kIfExp: return kTest;
      case ast::ExprKind::kBoolOp: return ast::as<ast::BoolOp>(node)->op == ast::BoolOperator::kOr ? kOr : kAnd;
      case ast::ExprKind::kCompare: return kCompare;
      case ast::ExprKind::kBinOp: return text_of(ast::as<ast::BinOp>(node)->op).level;
      case ast::ExprKind::kUnaryOp: return ast::as<ast::UnaryOp>(node)->op == ast::UnaryOperator::kNot ? kNot : kFactor;
      case ast::ExprKind::kAwait: return kAwait;
      default: return kAtom;
    }
  }

  void list(ast::Seq<ast::Expr> items) {
    for (size_t i = 0; i < items.size(); ++i) {
      if (i) out_ += ", ";
      write(items[i]);
    }
  }

  void inside(const ast::Expr* node, Level own) {
    switch (node->kind) {
      case ast::ExprKind::kName: out_ += ast::as<ast::Name>(node)->id; return;
      case ast::ExprKind::kConstant: return constant(ast::as<ast::Constant>(node));
      case ast::ExprKind::kAttribute: return attribute(ast::as<ast::Attribute>(node));
      case ast::ExprKind::kSubscript: return subscript(ast::as<ast::Subscript>(node));
      case ast::ExprKind::kSlice: return slice(ast::as<ast::Slice>(node));
      case ast::ExprKind::kCall: return call(ast::as<ast::Call>(node));
      case ast::ExprKind::kBinOp: return binary(ast::as<ast::BinOp>(node), own);
      case ast::ExprKind::kUnaryOp: return unary(ast::as<ast::UnaryOp>(node), own);
      case ast::ExprKind::kBoolOp: return bool_op(ast::as<ast::BoolOp>(node), own);
      case ast::ExprKind::kCompare: return compare(ast::as<ast::Compare>(node));
      case ast::ExprKind::kIfExp: return conditional(ast::as<ast::IfExp>(node));
      case ast::ExprKind::kLambda: return lambda(ast::as<ast::Lambda>(node));
      case ast::ExprKind::kTuple: return tuple(ast::as<ast::Tuple>(node));
      case ast::ExprKind::kList: out_ += "["; list(ast::as<ast::List>(node)->elts); out_ += "]"; return;
      case ast::ExprKind::kSet: return set(ast::as<ast::Set>(node));
      case ast::ExprKind::kDict: return dict(ast::as<ast::Dict>(node));
      case ast::ExprKind::kStarred: out_ += "*"; return write(ast::as<ast::Starred>(node)->value, kBitOr);
      case ast::ExprKind::kNamedExpr: return named(ast::as<ast::NamedExpr>(node));
      case ast::ExprKind::kListComp: return comprehension("[", ast::as<ast::ListComp>(node)->elt, nullptr, ast::as<ast::ListComp>(node)->generators, "]");
      case ast::ExprKind::kSetComp: return comprehension("{", ast::as<ast::SetComp>(node)->elt, nullptr, ast::as<ast::SetComp>(node)->generators, "}");
      case ast::ExprKind::kGeneratorExp: return comprehension("(", ast::as<ast::GeneratorExp>(node)->elt, nullptr, ast::as<ast::GeneratorExp>(node)->generators, ")");
      case ast::ExprKind::kDictComp: return comprehension("{", ast::as<ast::DictComp>(node)->key, ast::as<ast::DictComp>(node)->value, ast::as<ast::DictComp>(node)->generators, "}");
      case ast::ExprKind::kJoinedStr: return joined(ast::as<ast::JoinedStr>(node));
      default: diagnostics_.fail(node->at, "this expression cannot be kept as the text of an annotation");
    }
  }

  void constant(const ast::Constant* node) {
    switch (node->type) {
      case ast::ConstantKind::kNone: out_ += "None"; return;
      case ast::ConstantKind::kTrue: out_ += "True"; return;
      case ast::ConstantKind::kFalse: out_ += "False"; return;
      case ast::ConstantKind::kEllipsis: out_ += "..."; return;
      case ast::ConstantKind::kInt: out_ += std::to_string(node->integer); return;
      case ast::ConstantKind::kBigInt:
        out_ += node->base == 16 ? "0x" : node->base == 8 ? "0o" : node->base == 2 ? "0b" : "";
        out_ += node->text;
        return;
      case ast::ConstantKind::kFloat: out_ += repr_of_float(node->number); return;
      case ast::ConstantKind::kComplex: out_ += repr_of_complex({0, node->number}); return;
      case ast::ConstantKind::kStr: out_ += (node->u_prefix ? "u" : "") + repr_of_str(node->text); return;
      case ast::ConstantKind::kBytes: out_ += repr_of_bytes(node->text); return;
    }
  }

  void attribute(const ast::Attribute* node) {
    write(node->value, kAtom);
    const auto* number = ast::as<ast::Constant>(node->value);
    if (number && number->type == ast::ConstantKind::kInt) out_ += " ";
    out_ += ".";
    out_ += node->attr;
  }

  void subscript(const ast::Subscript* node) {
    write(node->value, kAtom);
    out_ += "[";
    const auto* items = ast::as<ast::Tuple>(node->slice);
    if (items && !items->elts.empty()) {
      list(items->elts);
      if (items->elts.size() == 1 && items->elts[0]->kind != ast::ExprKind::kStarred) out_ += ",";
    } else {
      write(node->slice);
    }
    out_ += "]";
  }

  void slice(const ast::Slice* node) {
    write(node->lower);
    out_ += ":";
    write(node->upper);
    if (node->step) out_ += ":";
    write(node->step);
  }

  void call(const ast::Call* node) {
    write(node->func, kAtom);
    out_ += "(";
    list(node->args);
    bool first = node->args.empty();
    for (const ast::Keyword* keyword : node->keywords) {
      if (!first) out_ += ", ";
      first = false;
      out_ += keyword->arg.empty() ? "**" : std::string(keyword->arg) + "=";
      write(keyword->value);
    }
    out_ += ")";
  }

  void binary(const ast::BinOp* node, Level own) {
    const Level above = static_cast<Level>(own + 1);
    const bool right_first = node->op == ast::Operator::kPow;
    write(node->left, right_first ? above : own);
    out_ += std::string(" ") + text_of(node->op).text + " ";
    write(node->right, right_first ? kFactor : above);
  }

  void unary(const ast::UnaryOp* node, Level own) {
    constexpr const char* kText[] = {"~", "not ", "+", "-"};
    out_ += kText[static_cast<int>(node->op)];
    write(node->operand, own);
  }

  void bool_op(const ast::BoolOp* node, Level own) {
    for (size_t i = 0; i < node->values.size(); ++i) {
      if (i) out_ += own == kOr ? " or " : " and ";
      write(node->values[i], static_cast<Level>(own + 1));
    }
  }

  void compare(const ast::Compare* node) {
    write(node->left, kBitOr);
    for (size_t i = 0; i < node->ops.size(); ++i) {
      out_ += std::string(" ") + kCompareText[static_cast<int>(node->ops[i])] + " ";
      write(node->comparators[i], kBitOr);
    }
  }

  void conditional(const ast::IfExp* node) {
    write(node->body, kOr);
    out_ += " if ";
    write(node->test, kOr);
    out_ += " else ";
    write(node->orelse, kTest);
  }

  void lambda(const ast::Lambda* node) {
    out_ += "lambda";
    const ast::Arguments& args = *node->args;
    std::string separator = " ";
    auto parameter = [&](const char* stars, const ast::Arg* arg, const ast::Expr* fallback) {
      out_ += separator + stars + (arg ? std::string(arg->arg) : "");
      separator = ", ";
      if (!fallback) return;
      out_ += "=";
      write(fallback);
    };
    const size_t total = args.posonlyargs.size() + args.args.size();
    for (size_t i = 0; i < total; ++i) {
      const bool positional = i < args.posonlyargs.size();
      const ast::Arg* arg = positional ? args.posonlyargs[i] : args.args[i - args.posonlyargs.size()];
      const size_t without = total - args.defaults.size();
      parameter("", arg, i < without ? nullptr : args.defaults[i - without]);
      if (positional && i + 1 == args.posonlyargs.size()) out_ += ", /";
    }
    if (args.vararg || !args.kwonlyargs.empty()) parameter("*", args.vararg, nullptr);
    for (size_t i = 0; i < args.kwonlyargs.size(); ++i) parameter("", args.kwonlyargs[i], args.kw_defaults[i]);
    if (args.kwarg) parameter("**", args.kwarg, nullptr);
    out_ += ": ";
    write(node->body);
  }

  void tuple(const ast::Tuple* node) {
    out_ += "(";
    list(node->elts);
    out_ += node->elts.size() == 1 ? ",)" : ")";
  }

  void set(const ast::Set* node) {
    out_ += "{";
    list(node->elts);
    out_ += "}";
  }

  void dict(const ast::Dict* node) {
    out_ += "{";
    for (size_t i = 0; i < node->values.size(); ++i) {
      if (i) out_ += ", ";
      if (node->keys[i]) {
        write(node->keys[i]);
        out_ += ": ";
        write(node->values[i]);
      } else {
        out_ += "**";
        write(node->values[i], kBitOr);
      }
    }
    out_ += "}";
  }

  void named(const ast::NamedExpr* node) {
    write(node->target, kAtom);
    out_ += " := ";
    write(node->value, kAtom);
  }

  void comprehension(const char* open, const ast::Expr* item, const ast::Expr* value, ast::Seq<ast::Comprehension> parts,
                     const char* end) {
    out_ += open;
    write(item);
    if (value) {
      out_ += ": ";
      write(value);
    }
    for (const ast::Comprehension* part : parts) {
      out_ += " for ";
      write(part->target, kTuple);
      out_ += " in ";
      write(part->iter, kOr);
      for (const ast::Expr* condition : part->ifs) {
        out_ += " if ";
        write(condition, kOr);
      }
    }
    out_ += end;
  }

  void pieces(const ast::JoinedStr* node, std::string* out) {
    for (const ast::Expr* piece : node->values) {
      if (const auto* text = ast::as<ast::Constant>(piece)) {
        for (const char c : text->text) *out += (c == '{' ? "{{" : c == '}' ? "}}" : std::string(1, c));
      } else if (const auto* field = ast::as<ast::FormattedValue>(piece)) {
        Writer inner(diagnostics_);
        inner.write(field->value, kOr);
        const std::string text_of_value = inner.take();
        *out += (text_of_value.starts_with("{") ? "{ " : "{") + text_of_value;
        if (field->conversion >= 0) *out += std::string("!") + static_cast<char>(field->conversion);
        if (field->format_spec) {
          *out += ":";
          pieces(ast::as<ast::JoinedStr>(field->format_spec), out);
        }
        *out += "}";
      }
    }
  }

  void joined(const ast::JoinedStr* node) {
    std::string text;
    pieces(node, &text);
    out_ += "f" + repr_of_str(text);
  }

  Diagnostics& diagnostics_;
  std::string out_;
};

}  // namespace

std::string unparse(const ast::Expr* node, Diagnostics& diagnostics) {
  Writer writer(diagnostics);
  writer.write(node);
  return writer.take();
}

}  // namespace interloom::lang::compile
