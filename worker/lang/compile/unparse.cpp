// Source text of expressions, in the form that CPython gives annotations under `from __future__ import annotations`.
#include "worker/lang/compile/emitter.h"
#include "worker/lang/number.h"
#include "worker/lang/str.h"

namespace interloom::lang::compile {
namespace {

// From loosest to tightest.
enum Level {
  kTuple,
  kTest,
  kOr,
  kAnd,
  kNot,
  kCompare,
  kBitOr,
  kBitXor,
  kBitAnd,
  kShift,
  kArithmetic,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom
};

struct OperatorText {
  std::string_view text;
  Level level;
};
constexpr OperatorText kOperators[] = {{" + ", kArithmetic}, {" - ", kArithmetic}, {" * ", kTerm},   {" @ ", kTerm},
                                       {" / ", kTerm},       {" % ", kTerm},       {" ** ", kPower}, {" << ", kShift},
                                       {" >> ", kShift},     {" | ", kBitOr},      {" ^ ", kBitXor}, {" & ", kBitAnd},
                                       {" // ", kTerm}};
constexpr std::string_view kCompareOperators[] = {" == ", " != ", " < ",      " <= ", " > ",
                                                  " >= ", " is ", " is not ", " in ", " not in "};

class Unparser {
 public:
  explicit Unparser(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}
  void write(const ast::Expr* node, Level level);
  std::string take() { return std::move(out_); }

 private:
  template <class Body>
  void wrap(bool parentheses, const Body& body) {
    if (parentheses) out_ += '(';
    body();
    if (parentheses) out_ += ')';
  }
  void list(ast::Seq<ast::Expr> items, Level level = kTest) {
    for (size_t i = 0; i < items.size(); ++i) {
      if (i) out_ += ", ";
      write(items[i], level);
    }
  }
  void unary(const ast::UnaryOp* node, Level level);
  void binary(const ast::BinOp* node, Level level);
  void compare(const ast::Compare* node, Level level);
  void constant(const ast::Constant* node);
  void dict(const ast::Dict* node);
  void tuple(const ast::Tuple* node, Level level);
  void comprehension(ast::Seq<ast::Comprehension> parts);
  void call(const ast::Call* node);
  void attribute(const ast::Attribute* node);
  void slice(const ast::Slice* node);
  void lambda(const ast::Lambda* node, Level level);
  void parameters(const ast::Arguments* args);
  void joined(const ast::JoinedStr* node, bool as_spec);
  void formatted(const ast::FormattedValue* node);
  std::string braces_doubled(std::string_view text);

  Diagnostics& diagnostics_;
  std::string out_;
};

void Unparser::write(const ast::Expr* node, Level level) {
  if (!node || diagnostics_.stop(node->at)) return;
  switch (node->kind) {
    case ast::ExprKind::kBoolOp: {
      const auto* bools = ast::as<ast::BoolOp>(node);
      const bool is_and = bools->op == ast::BoolOperator::kAnd;
      const Level own = is_and ? kAnd : kOr;
      return wrap(level > own, [&] {
        for (size_t i = 0; i < bools->values.size(); ++i) {
          if (i) out_ += is_and ? " and " : " or ";
          write(bools->values[i], static_cast<Level>(own + 1));
        }
      });
    }
    case ast::ExprKind::kNamedExpr:
      return wrap(level > kTuple, [&] {
        write(ast::as<ast::NamedExpr>(node)->target, kAtom);
        out_ += " := ";
        write(ast::as<ast::NamedExpr>(node)->value, kAtom);
      });
    case ast::ExprKind::kBinOp:
      return binary(ast::as<ast::BinOp>(node), level);
    case ast::ExprKind::kUnaryOp:
      return unary(ast::as<ast::UnaryOp>(node), level);
    case ast::ExprKind::kLambda:
      return lambda(ast::as<ast::Lambda>(node), level);
    case ast::ExprKind::kIfExp: {
      const auto* choice = ast::as<ast::IfExp>(node);
      return wrap(level > kTest, [&] {
        write(choice->body, static_cast<Level>(kTest + 1));
        out_ += " if ";
        write(choice->test, static_cast<Level>(kTest + 1));
        out_ += " else ";
        write(choice->orelse, kTest);
      });
    }
    case ast::ExprKind::kDict:
      return dict(ast::as<ast::Dict>(node));
    case ast::ExprKind::kSet:
      out_ += '{';
      list(ast::as<ast::Set>(node)->elts);
      out_ += '}';
      return;
    case ast::ExprKind::kListComp:
    case ast::ExprKind::kSetComp: {
      const auto* as_list = ast::as<ast::ListComp>(node);
      const auto* as_set = ast::as<ast::SetComp>(node);
      out_ += as_list ? '[' : '{';
      write(as_list ? as_list->elt : as_set->elt, kTest);
      comprehension(as_list ? as_list->generators : as_set->generators);
      out_ += as_list ? ']' : '}';
      return;
    }
    case ast::ExprKind::kDictComp:
      out_ += '{';
      write(ast::as<ast::DictComp>(node)->key, kTest);
      out_ += ": ";
      write(ast::as<ast::DictComp>(node)->value, kTest);
      comprehension(ast::as<ast::DictComp>(node)->generators);
      out_ += '}';
      return;
    case ast::ExprKind::kGeneratorExp:
      out_ += '(';
      write(ast::as<ast::GeneratorExp>(node)->elt, kTest);
      comprehension(ast::as<ast::GeneratorExp>(node)->generators);
      out_ += ')';
      return;
    case ast::ExprKind::kAwait:
      return wrap(level > kAwait, [&] {
        out_ += "await ";
        write(ast::as<ast::Await>(node)->value, kAtom);
      });
    case ast::ExprKind::kYield:
      out_ += ast::as<ast::Yield>(node)->value ? "(yield " : "(yield";
      write(ast::as<ast::Yield>(node)->value, kTuple);
      out_ += ')';
      return;
    case ast::ExprKind::kYieldFrom:
      out_ += "(yield from ";
      write(ast::as<ast::YieldFrom>(node)->value, kTuple);
      out_ += ')';
      return;
    case ast::ExprKind::kCompare:
      return compare(ast::as<ast::Compare>(node), level);
    case ast::ExprKind::kCall:
      return call(ast::as<ast::Call>(node));
    case ast::ExprKind::kFormattedValue:
      return formatted(ast::as<ast::FormattedValue>(node));
    case ast::ExprKind::kJoinedStr:
      return joined(ast::as<ast::JoinedStr>(node), false);
    case ast::ExprKind::kConstant:
      return constant(ast::as<ast::Constant>(node));
    case ast::ExprKind::kAttribute:
      return attribute(ast::as<ast::Attribute>(node));
    case ast::ExprKind::kSubscript:
      write(ast::as<ast::Subscript>(node)->value, kAtom);
      out_ += '[';
      write(ast::as<ast::Subscript>(node)->slice, kTuple);
      out_ += ']';
      return;
    case ast::ExprKind::kStarred:
      out_ += '*';
      return write(ast::as<ast::Starred>(node)->value, kBitOr);
    case ast::ExprKind::kName:
      out_ += ast::as<ast::Name>(node)->id;
      return;
    case ast::ExprKind::kList:
      out_ += '[';
      list(ast::as<ast::List>(node)->elts);
      out_ += ']';
      return;
    case ast::ExprKind::kTuple:
      return tuple(ast::as<ast::Tuple>(node), level);
    case ast::ExprKind::kSlice:
      return slice(ast::as<ast::Slice>(node));
    case ast::ExprKind::kInterpolation:
    case ast::ExprKind::kTemplateStr:
      return diagnostics_.fail(node->at, "template strings are not supported by Interloom");
  }
}

void Unparser::unary(const ast::UnaryOp* node, Level level) {
  static constexpr std::string_view kTexts[] = {"~", "not ", "+", "-"};
  const Level own = node->op == ast::UnaryOperator::kNot ? kNot : kFactor;
  wrap(level > own, [&] {
    out_ += kTexts[static_cast<size_t>(node->op)];
    write(node->operand, own);
  });
}

void Unparser::binary(const ast::BinOp* node, Level level) {
  const OperatorText& op = kOperators[static_cast<size_t>(node->op)];
  const bool right_to_left = node->op == ast::Operator::kPow;
  wrap(level > op.level, [&] {
    write(node->left, static_cast<Level>(op.level + (right_to_left ? 1 : 0)));
    out_ += op.text;
    write(node->right, static_cast<Level>(op.level + (right_to_left ? 0 : 1)));
  });
}

void Unparser::compare(const ast::Compare* node, Level level) {
  wrap(level > kCompare, [&] {
    write(node->left, static_cast<Level>(kCompare + 1));
    for (size_t i = 0; i < node->ops.size(); ++i) {
      out_ += kCompareOperators[static_cast<size_t>(node->ops[i])];
      write(node->comparators[i], static_cast<Level>(kCompare + 1));
    }
  });
}

void Unparser::constant(const ast::Constant* node) {
  auto number = [](std::string text) {  // infinity has no literal
    const size_t at = text.find("inf");
    return at == text.npos ? text : text.replace(at, 3, "1e309");
  };
  switch (node->type) {
    case ast::ConstantKind::kNone:
      out_ += "None";
      return;
    case ast::ConstantKind::kTrue:
      out_ += "True";
      return;
    case ast::ConstantKind::kFalse:
      out_ += "False";
      return;
    case ast::ConstantKind::kEllipsis:
      out_ += "...";
      return;
    case ast::ConstantKind::kInt:
      out_ += str_cat(node->integer);
      return;
    case ast::ConstantKind::kBigInt:
      out_ += node->base == 16 ? "0x" : node->base == 8 ? "0o" : node->base == 2 ? "0b" : "";
      out_ += node->text;
      return;
    case ast::ConstantKind::kFloat:
      out_ += number(repr_of_float(node->number));
      return;
    case ast::ConstantKind::kComplex:
      out_ += number(repr_of_complex({0, node->number}));
      return;
    case ast::ConstantKind::kStr:
      out_ += (node->u_prefix ? "u" : "") + repr_of_str(node->text);
      return;
    case ast::ConstantKind::kBytes:
      out_ += repr_of_bytes(node->text);
      return;
  }
}

void Unparser::dict(const ast::Dict* node) {
  out_ += '{';
  for (size_t i = 0; i < node->keys.size(); ++i) {
    if (i) out_ += ", ";
    if (node->keys[i]) {
      write(node->keys[i], kTest);
      out_ += ": ";
      write(node->values[i], kTest);
    } else {
      out_ += "**";
      write(node->values[i], kBitOr);
    }
  }
  out_ += '}';
}

void Unparser::tuple(const ast::Tuple* node, Level level) {
  if (node->elts.empty()) {
    out_ += "()";
    return;
  }
  wrap(level > kTuple, [&] {
    list(node->elts);
    if (node->elts.size() == 1) out_ += ',';
  });
}

void Unparser::comprehension(ast::Seq<ast::Comprehension> parts) {
  for (const ast::Comprehension* part : parts) {
    out_ += part->is_async ? " async for " : " for ";
    write(part->target, kTuple);
    out_ += " in ";
    write(part->iter, static_cast<Level>(kTest + 1));
    for (const ast::Expr* condition : part->ifs) {
      out_ += " if ";
      write(condition, static_cast<Level>(kTest + 1));
    }
  }
}

void Unparser::call(const ast::Call* node) {
  write(node->func, kAtom);
  if (node->args.size() == 1 && node->keywords.empty() && ast::as<ast::GeneratorExp>(node->args[0]))
    return write(node->args[0], kTest);
  out_ += '(';
  list(node->args);
  bool first = node->args.empty();
  for (const ast::Keyword* keyword : node->keywords) {
    if (!std::exchange(first, false)) out_ += ", ";
    out_ += keyword->arg.empty() ? "**" : str_cat(keyword->arg, "=");
    write(keyword->value, kTest);
  }
  out_ += ')';
}

void Unparser::attribute(const ast::Attribute* node) {
  write(node->value, kAtom);
  const auto* constant = ast::as<ast::Constant>(node->value);
  const bool is_int = constant && (constant->type == ast::ConstantKind::kInt || constant->type == ast::ConstantKind::kBigInt);
  out_ += is_int ? " ." : ".";  // 1 .real
  out_ += node->attr;
}

void Unparser::slice(const ast::Slice* node) {
  write(node->lower, kTest);
  out_ += ':';
  write(node->upper, kTest);
  if (!node->step) return;
  out_ += ':';
  write(node->step, kTest);
}

void Unparser::lambda(const ast::Lambda* node, Level level) {
  wrap(level > kTest, [&] {
    const ast::Arguments* args = node->args;
    const bool any =
        !args->posonlyargs.empty() || !args->args.empty() || !args->kwonlyargs.empty() || args->vararg || args->kwarg;
    out_ += any ? "lambda " : "lambda";
    parameters(args);
    out_ += ": ";
    write(node->body, kTest);
  });
}

void Unparser::parameters(const ast::Arguments* args) {
  bool first = true;
  auto comma = [&] {
    if (!std::exchange(first, false)) out_ += ", ";
  };
  const size_t positional = args->posonlyargs.size() + args->args.size();
  for (size_t i = 0; i < positional; ++i) {
    comma();
    const size_t only = args->posonlyargs.size();
    out_ += (i < only ? args->posonlyargs[i] : args->args[i - only])->arg;
    if (i + args->defaults.size() >= positional) {
      out_ += '=';
      write(args->defaults[i + args->defaults.size() - positional], kTest);
    }
    if (i + 1 == only) out_ += ", /";
  }
  if (args->vararg || !args->kwonlyargs.empty()) {
    comma();
    out_ += '*';
    if (args->vararg) out_ += args->vararg->arg;
  }
  for (size_t i = 0; i < args->kwonlyargs.size(); ++i) {
    comma();
    out_ += args->kwonlyargs[i]->arg;
    if (!args->kw_defaults[i]) continue;
    out_ += '=';
    write(args->kw_defaults[i], kTest);
  }
  if (!args->kwarg) return;
  comma();
  out_ += "**";
  out_ += args->kwarg->arg;
}

std::string Unparser::braces_doubled(std::string_view text) {
  std::string out;
  for (const char c : text) {
    out += c;
    if (c == '{' || c == '}') out += c;
  }
  return out;
}

// CPython writes the text of an f-string as the repr of what stands between the quotes.
void Unparser::joined(const ast::JoinedStr* node, bool as_spec) {
  std::string before = std::exchange(out_, std::string());
  for (const ast::Expr* part : node->values) {
    const auto* text = ast::as<ast::Constant>(part);
    if (text) {
      out_ += braces_doubled(text->text);
    } else {
      formatted(ast::as<ast::FormattedValue>(part));
    }
  }
  out_ = as_spec ? before + out_ : before + "f" + repr_of_str(out_);
}

void Unparser::formatted(const ast::FormattedValue* node) {
  if (!node) return;
  Unparser inner(diagnostics_);
  inner.write(node->value, static_cast<Level>(kTest + 1));
  const std::string text = inner.take();
  out_ += text.starts_with('{') ? "{ " : "{";
  out_ += text;
  if (node->conversion > 0) {
    out_ += '!';
    out_ += static_cast<char>(node->conversion);
  }
  if (const auto* spec = ast::as<ast::JoinedStr>(node->format_spec)) {
    out_ += ':';
    joined(spec, true);
  }
  out_ += '}';
}

}  // namespace

std::string unparse(const ast::Expr* node, Diagnostics& diagnostics) {
  Unparser unparser(diagnostics);
  unparser.write(node, kTest);
  return unparser.take();
}

}  // namespace interloom::lang::compile
