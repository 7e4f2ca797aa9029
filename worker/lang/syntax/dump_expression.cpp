#include "worker/lang/syntax/dumper.h"

namespace interloom::lang::syntax {

namespace {

constexpr const char* kOperators[] = {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"};
constexpr const char* kUnaryOperators[] = {"Invert", "Not", "UAdd", "USub"};
constexpr const char* kCompareOperators[] = {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"};
constexpr const char* kContexts[] = {"Load", "Store", "Del"};

}  // namespace

std::string Dumper::quoted(std::string_view text) {
  Constant constant;
  constant.type = ConstantKind::kStr;
  constant.text = text;
  return constant_repr(constant);
}

const char* Dumper::operator_name(Operator op) { return kOperators[static_cast<size_t>(op)]; }

void Dumper::context(ExprContext ctx, const Span& at) { word("ctx", kContexts[static_cast<size_t>(ctx)]).close(at); }

void Dumper::constant(const Constant& n) {
  open("Constant").raw("value", constant_repr(n));
  if (n.u_prefix) raw("kind", "'u'");
  close(n.at);
}

void Dumper::formatted(const Expr* node) {
  if (const auto* n = as<FormattedValue>(node)) {
    open("FormattedValue").child("value", n->value).raw("conversion", std::to_string(n->conversion)).child("format_spec", n->format_spec).close(n->at);
  } else if (const auto* i = as<Interpolation>(node)) {
    open("Interpolation").child("value", i->value).raw("str", quoted(i->str)).raw("conversion", std::to_string(i->conversion));
    child("format_spec", i->format_spec).close(i->at);
  } else if (const auto* t = as<TemplateStr>(node)) {
    open("TemplateStr").list("values", t->values).close(t->at);
  } else {
    const auto* j = as<JoinedStr>(node);
    const bool outermost = options_.flat_fstrings && !fstring_;
    if (outermost) fstring_ = &j->at;
    open("JoinedStr").list("values", j->values).close(j->at);
    if (outermost) fstring_ = nullptr;
  }
}

void Dumper::compare(const Compare& n) {
  open("Compare").child("left", n.left);
  field("ops");
  out_.push_back('[');
  for (size_t i = 0; i < n.ops.size(); ++i) out_.append(i ? ", " : "").append(kCompareOperators[static_cast<size_t>(n.ops[i])]).append("()");
  out_.push_back(']');
  list("comparators", n.comparators).close(n.at);
}

bool Dumper::comprehension(const Expr* node) {
  switch (node->kind) {
    case ExprKind::kListComp: open("ListComp").child("elt", as<ListComp>(node)->elt).list("generators", as<ListComp>(node)->generators); break;
    case ExprKind::kSetComp: open("SetComp").child("elt", as<SetComp>(node)->elt).list("generators", as<SetComp>(node)->generators); break;
    case ExprKind::kGeneratorExp:
      open("GeneratorExp").child("elt", as<GeneratorExp>(node)->elt).list("generators", as<GeneratorExp>(node)->generators);
      break;
    case ExprKind::kDictComp: {
      const auto* n = as<DictComp>(node);
      open("DictComp").child("key", n->key).child("value", n->value).list("generators", n->generators);
      break;
    }
    default: return false;
  }
  close(node->at);
  return true;
}

bool Dumper::leaf_or_operator(const Expr* node) {
  switch (node->kind) {
    case ExprKind::kConstant: constant(*as<Constant>(node)); return true;
    case ExprKind::kName: open("Name").text("id", as<Name>(node)->id).context(as<Name>(node)->ctx, node->at); return true;
    case ExprKind::kBoolOp:
      open("BoolOp").word("op", as<BoolOp>(node)->op == BoolOperator::kAnd ? "And" : "Or").list("values", as<BoolOp>(node)->values).close(node->at);
      return true;
    case ExprKind::kBinOp: {
      const auto* n = as<BinOp>(node);
      open("BinOp").child("left", n->left).word("op", operator_name(n->op)).child("right", n->right).close(n->at);
      return true;
    }
    case ExprKind::kUnaryOp: {
      const auto* n = as<UnaryOp>(node);
      open("UnaryOp").word("op", kUnaryOperators[static_cast<size_t>(n->op)]).child("operand", n->operand).close(n->at);
      return true;
    }
    case ExprKind::kCompare: compare(*as<Compare>(node)); return true;
    case ExprKind::kFormattedValue: case ExprKind::kInterpolation: case ExprKind::kJoinedStr: case ExprKind::kTemplateStr:
      formatted(node);
      return true;
    default: return false;
  }
}

void Dumper::write(const Expr* node) {
  if (leaf_or_operator(node) || comprehension(node)) return;
  const Span& at = node->at;
  switch (node->kind) {
    case ExprKind::kNamedExpr: open("NamedExpr").child("target", as<NamedExpr>(node)->target).child("value", as<NamedExpr>(node)->value).close(at); return;
    case ExprKind::kLambda: open("Lambda").child("args", as<Lambda>(node)->args).child("body", as<Lambda>(node)->body).close(at); return;
    case ExprKind::kIfExp: {
      const auto* n = as<IfExp>(node);
      open("IfExp").child("test", n->test).child("body", n->body).child("orelse", n->orelse).close(at);
      return;
    }
    case ExprKind::kDict: open("Dict").list("keys", as<Dict>(node)->keys).list("values", as<Dict>(node)->values).close(at); return;
    case ExprKind::kSet: open("Set").list("elts", as<Set>(node)->elts).close(at); return;
    case ExprKind::kAwait: open("Await").child("value", as<Await>(node)->value).close(at); return;
    case ExprKind::kYield: open("Yield").child("value", as<Yield>(node)->value).close(at); return;
    case ExprKind::kYieldFrom: open("YieldFrom").child("value", as<YieldFrom>(node)->value).close(at); return;
    case ExprKind::kCall: {
      const auto* n = as<Call>(node);
      open("Call").child("func", n->func).list("args", n->args).list("keywords", n->keywords).close(at);
      return;
    }
    case ExprKind::kAttribute: {
      const auto* n = as<Attribute>(node);
      open("Attribute").child("value", n->value).text("attr", n->attr).context(n->ctx, at);
      return;
    }
    case ExprKind::kSubscript: {
      const auto* n = as<Subscript>(node);
      open("Subscript").child("value", n->value).child("slice", n->slice).context(n->ctx, at);
      return;
    }
    case ExprKind::kStarred: open("Starred").child("value", as<Starred>(node)->value).context(as<Starred>(node)->ctx, at); return;
    case ExprKind::kList: open("List").list("elts", as<List>(node)->elts).context(as<List>(node)->ctx, at); return;
    case ExprKind::kTuple: open("Tuple").list("elts", as<Tuple>(node)->elts).context(as<Tuple>(node)->ctx, at); return;
    case ExprKind::kSlice: {
      const auto* n = as<Slice>(node);
      open("Slice").child("lower", n->lower).child("upper", n->upper).child("step", n->step).close(at);
      return;
    }
    default: return;
  }
}

}  // namespace interloom::lang::syntax
