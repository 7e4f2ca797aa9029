// Atoms, and what follows them: attributes, calls, subscripts. Brackets as atoms are in parse_display.cpp.
#include <charconv>

#include "common/status.h"
#include "worker/lang/syntax/parser_state.h"
#include "worker/lang/syntax/starts.h"

namespace interloom::lang::syntax {

Expr* Parser::primary() {
  const uint32_t first = pos_;
  Expr* value = atom();
  if (!value) return nullptr;
  const Tok next = kind();
  return next == Tok::kDot || next == Tok::kLPar || next == Tok::kLSqb ? trailers(first, value) : value;
}

Expr* Parser::trailers(uint32_t first, Expr* value) {
  for (;;) {
    const uint32_t mark = pos_;
    Expr* whole = nullptr;
    if (at(Tok::kDot)) {
      ++pos_;
      if (at(Tok::kName)) {
        const Identifier attr = identifier(tok());
        ++pos_;
        auto* node = make_expr<Attribute>(first);
        node->value = value;
        node->attr = attr;
        whole = over(node, {value});
      }
    } else if (at(Tok::kLPar)) {
      whole = call(first, value);
    } else if (at(Tok::kLSqb)) {
      whole = subscript(first, value);
    } else {
      return value;
    }
    if (!whole) {
      if (raised()) return nullptr;
      reset(mark);
      return value;
    }
    value = whole;
  }
}

Expr* Parser::subscript(uint32_t first, Expr* value) {
  if (!enter()) return nullptr;
  ++pos_;
  Expr* index = slices();
  if (!index || !accept(Tok::kRSqb)) return nullptr;
  auto* node = make_expr<Subscript>(first);
  node->value = value;
  node->slice = index;
  return over(node, {value, index});
}

Expr* Parser::slices() {
  const uint32_t first = pos_;
  const size_t list = list_begin();
  bool tuple = at(Tok::kStar);
  do {
    if (scratch_.size() > list && at(Tok::kRSqb)) break;
    Expr* item = at(Tok::kStar) ? starred(&Parser::bitwise_or) : slice();
    if (!item) return list_drop(list);
    list_add(item);
    tuple = tuple || at(Tok::kComma);
  } while (accept(Tok::kComma));
  if (!tuple) {
    Expr* only = static_cast<Expr*>(scratch_[list]);
    scratch_.resize(list);
    return only;
  }
  auto* node = make_expr<Tuple>(first);
  node->elts = list_end<Expr>(list);
  return over(node, height_of(node->elts));
}

// [expression] ':' [expression] [':' [expression]] or a named expression.
Expr* Parser::slice() {
  const uint32_t first = pos_;
  Expr* lower = nullptr;
  if (!at(Tok::kColon)) {
    lower = named_expression();
    if (!lower || !at(Tok::kColon)) return lower;
    if (as<NamedExpr>(lower) && !lower->parenthesized) return lower;
  }
  ++pos_;
  Expr* bounds[2] = {nullptr, nullptr};
  for (Expr*& bound : bounds) {
    if (starts_expression(kind())) {
      bound = expression();
      if (!bound) return nullptr;
    }
    if (&bound == &bounds[0] && !accept(Tok::kColon)) break;
  }
  auto* node = make_expr<Slice>(first);
  node->lower = lower;
  node->upper = bounds[0];
  node->step = bounds[1];
  return over(node, {lower, bounds[0], bounds[1]});
}

Expr* Parser::atom() {
  switch (kind()) {
    case Tok::kName: return make_name(ExprContext::kLoad);
    case Tok::kNumber: return number();
    case Tok::kString: case Tok::kFStringStart: return strings();
    case Tok::kLPar: return parenthesis();
    case Tok::kLSqb: return list_display();
    case Tok::kLBrace: return brace_display();
    case Tok::kNone: return keyword_constant(ConstantKind::kNone);
    case Tok::kTrue: return keyword_constant(ConstantKind::kTrue);
    case Tok::kFalse: return keyword_constant(ConstantKind::kFalse);
    case Tok::kEllipsis: return keyword_constant(ConstantKind::kEllipsis);
    default: return nullptr;
  }
}

Expr* Parser::keyword_constant(ConstantKind type) {
  const uint32_t first = pos_++;
  auto* node = make_expr<Constant>(first);
  node->type = type;
  return node;
}

Expr* Parser::number() {
  const std::string_view text = text_of(tok());
  const uint32_t first = pos_++;
  auto* node = make_expr<Constant>(first);
  std::string digits;
  for (const char c : text) {
    if (c != '_') digits.push_back(c);
  }
  const char second = digits.size() > 1 ? static_cast<char>(digits[1] | 0x20) : '\0';
  if (digits[0] == '0' && (second == 'x' || second == 'o' || second == 'b')) {
    return integer(node, digits.substr(2), second == 'x' ? 16 : second == 'o' ? 8 : 2);
  }
  const bool imaginary = (digits.back() | 0x20) == 'j';
  if (!imaginary && digits.find_first_of(".eE") == std::string::npos) return integer(node, std::move(digits), 10);
  if (imaginary) digits.pop_back();
  node->type = imaginary ? ConstantKind::kComplex : ConstantKind::kFloat;
  // strtod is what stays exact for every length and gives inf and 0 beyond the range.
  node->number = std::strtod(digits.c_str(), nullptr);
  return node;
}

Expr* Parser::integer(Constant* node, std::string digits, int base) {
  constexpr size_t kMaxDecimalDigits = 4300;
  const auto [end, status] = std::from_chars(digits.data(), digits.data() + digits.size(), node->integer, base);
  node->type = ConstantKind::kInt;
  if (status == std::errc() && end == digits.data() + digits.size()) return node;
  digits.erase(0, digits.find_first_not_of('0'));
  if (base == 10 && digits.size() > kMaxDecimalDigits) {
    return raise(str_cat("Exceeds the limit (", kMaxDecimalDigits, " digits) for integer string conversion: value has ", digits.size(),
                         " digits; use sys.set_int_max_str_digits() to increase the limit"
                         " - Consider hexadecimal for huge integer literals to avoid decimal conversion limits."), node->at);
  }
  node->type = ConstantKind::kBigInt;
  node->integer = 0;
  node->base = static_cast<uint8_t>(base);
  node->text = ast_.arena->copy(digits);
  return node;
}

}  // namespace interloom::lang::syntax
