// Parameters of functions and lambdas, and type parameters.
//
// The grammar's many alternatives are one loop with a state; on the second pass the loop goes on where a mistake has a
// message of its own.
#include "worker/lang/syntax/parser_state.h"

namespace interloom::lang::syntax {

// What has been read of one list of parameters.
struct Parser::Parameters {
  Arguments* out = nullptr;
  std::vector<Arg*> positional, keyword_only;
  std::vector<Expr*> defaults, keyword_defaults;
  bool slash = false, star = false, double_star = false;
  bool lambda = false;
  Tok closing = Tok::kRPar;  // ':' of a lambda
};

// Up to the closing token, which it leaves.
Arguments* Parser::parameters(bool lambda) {
  Parameters state;
  state.out = make<Arguments>();
  state.lambda = lambda;
  state.closing = lambda ? Tok::kColon : Tok::kRPar;
  if (at(state.closing)) return state.out;
  do {
    if (at(state.closing)) break;
    bool ok = false;
    if (state.double_star) ok = after_double_star();
    else if (at(Tok::kName)) ok = parameter(state);
    else if (at(Tok::kSlash)) ok = slash_parameter(state);
    else if (at(Tok::kStar)) ok = star_parameter(state);
    else if (at(Tok::kDoubleStar)) ok = double_star_parameter(state);
    else if (at(Tok::kLPar) && second_pass()) invalid_parenthesised_parameter(state);
    if (!ok) return nullptr;
  } while (accept(Tok::kComma));
  Arguments* out = state.out;
  if (!state.slash) out->args = ast_.arena->copy(std::span(state.positional));
  else out->args = ast_.arena->copy(std::span(state.positional).subspan(out->posonlyargs.size()));
  out->defaults = ast_.arena->copy(std::span(state.defaults));
  out->kwonlyargs = ast_.arena->copy(std::span(state.keyword_only));
  out->kw_defaults = ast_.arena->copy(std::span(state.keyword_defaults));
  return out;
}

Arg* Parser::parameter_name(bool lambda, bool star) {
  if (!at(Tok::kName)) return nullptr;
  const uint32_t first = pos_;
  auto* node = make<Arg>();
  node->arg = identifier(tok());
  ++pos_;
  if (!lambda && accept(Tok::kColon)) {
    node->annotation = star && at(Tok::kStar) ? starred(&Parser::bitwise_or) : expression();
    if (!node->annotation) return nullptr;
  }
  node->at = span_from(first);
  return node;
}

// name [':' annotation] ['=' default]
bool Parser::parameter(Parameters& state) {
  const uint32_t first = pos_;
  Arg* arg = parameter_name(state.lambda, false);
  if (!arg) return false;
  Expr* value = nullptr;
  if (at(Tok::kEqual)) {
    const uint32_t equal = pos_++;
    value = expression();
    if (!value) {
      if (second_pass() && !raised() && pos_ == equal + 1 && (at(state.closing) || at(Tok::kComma))) raise_at(tokens_[equal], "expected default value expression");
      return false;
    }
  }
  if (state.star) {
    state.keyword_only.push_back(arg);
    state.keyword_defaults.push_back(value);
    return true;
  }
  if (!value && !state.defaults.empty()) {
    note_farthest();
    if (second_pass() && (at(state.closing) || at(Tok::kComma))) raise_at(tokens_[first], "non-default argument follows default argument");
    return false;
  }
  state.positional.push_back(arg);
  if (value) state.defaults.push_back(value);
  return true;
}

bool Parser::slash_parameter(Parameters& state) {
  const Token& slash = tok();
  const char* wrong = nullptr;
  if (state.star) wrong = "/ must be ahead of *";
  else if (state.slash) wrong = "/ may appear only once";
  else if (state.positional.empty() && kind_after() == Tok::kComma) wrong = "at least one argument must precede /";
  if (wrong || state.positional.empty()) {
    if (wrong && second_pass()) raise_at(slash, wrong);
    return false;
  }
  ++pos_;
  if (at(Tok::kStar) && second_pass()) return raise_at(tok(), "expected comma between / and *"), false;
  state.slash = true;
  state.out->posonlyargs = ast_.arena->copy(std::span(state.positional));
  return true;
}

bool Parser::star_parameter(Parameters& state) {
  const uint32_t star = pos_;
  if (state.star) {
    if (second_pass()) raise_at(tok(), "* argument may appear only once");
    return false;
  }
  state.star = true;
  ++pos_;
  if (at(Tok::kName)) {
    state.out->vararg = parameter_name(state.lambda, true);
    if (!state.out->vararg) return false;
    if (at(Tok::kEqual) && second_pass()) return raise_at(tok(), "var-positional argument cannot have default value"), false;
    return true;
  }
  // A bare star: one keyword-only parameter must follow.
  if (at(Tok::kComma) && kind_after() == Tok::kName) return true;
  const bool nothing = at(state.closing) || (at(Tok::kComma) && (kind_after() == state.closing || kind_after() == Tok::kDoubleStar));
  if (at(Tok::kComma)) ++pos_;
  note_farthest();
  if (nothing && second_pass()) {
    if (state.lambda) raise_here("named arguments must follow bare *");
    else raise_at(tokens_[star], "named arguments must follow bare *");
  }
  return false;
}

bool Parser::double_star_parameter(Parameters& state) {
  ++pos_;
  state.double_star = true;
  state.out->kwarg = parameter_name(state.lambda, false);
  if (!state.out->kwarg) return false;
  if (at(Tok::kEqual) && second_pass()) return raise_at(tok(), "var-keyword argument cannot have default value"), false;
  return true;
}

bool Parser::after_double_star() {
  const bool argument = at(Tok::kName) || at(Tok::kStar) || at(Tok::kDoubleStar) || at(Tok::kSlash);
  if (argument && second_pass()) raise_at(tok(), "arguments cannot follow var-keyword argument");
  return false;
}

// At a '(' where a parameter should be: "(a, b)".
std::nullptr_t Parser::invalid_parenthesised_parameter(const Parameters& state) {
  const uint32_t open = pos_++;
  do {
    if (!accept(Tok::kName)) break;
  } while (accept(Tok::kComma));
  note_farthest();
  if (!at(Tok::kRPar) || pos_ == open + 1 || !state.defaults.empty()) return nullptr;
  return raise(state.lambda ? "Lambda expression parameters cannot be parenthesized" : "Function parameters cannot be parenthesized",
               join(span_of(tokens_[open]), span_of(tok())));
}

// ['[' type_param (',' type_param)* [','] ']']
std::optional<Seq<TypeParam>> Parser::type_params() {
  if (!at(Tok::kLSqb)) return Seq<TypeParam>();
  ++pos_;
  const size_t list = list_begin();
  do {
    if (at(Tok::kRSqb) && scratch_.size() > list) break;
    TypeParam* param = type_param();
    if (!param) {
      if (second_pass() && !raised() && at(Tok::kRSqb)) raise_here("Type parameter list cannot be empty");
      return list_drop(list), std::nullopt;
    }
    list_add(param);
  } while (accept(Tok::kComma));
  if (!accept(Tok::kRSqb)) return list_drop(list), std::nullopt;
  return list_end<TypeParam>(list);
}

TypeParam* Parser::type_param() {
  const uint32_t first = pos_;
  const bool tuple = accept(Tok::kStar), spec = !tuple && accept(Tok::kDoubleStar);
  if (!at(Tok::kName)) return nullptr;
  const Identifier name = identifier(tok());
  ++pos_;
  Expr *bound = nullptr, *value = nullptr;
  if (at(Tok::kColon)) {
    const uint32_t colon = pos_++;
    bound = expression();
    if (!bound) return nullptr;
    if (tuple || spec) {
      if (!second_pass()) return nullptr;
      const bool constraints = as<Tuple>(bound);
      return raise_at(tokens_[colon], std::string("cannot use ") + (constraints ? "constraints" : "bound") + " with " + (tuple ? "TypeVarTuple" : "ParamSpec"));
    }
  }
  if (accept(Tok::kEqual)) {
    value = tuple && at(Tok::kStar) ? starred(&Parser::bitwise_or) : expression();
    if (!value) return nullptr;
  }
  if (tuple) {
    auto* node = make<TypeVarTuple>();
    node->default_value = value;
    return finish_type_param(node, name, first);
  }
  if (spec) {
    auto* node = make<ParamSpec>();
    node->default_value = value;
    return finish_type_param(node, name, first);
  }
  auto* node = make<TypeVar>();
  node->bound = bound;
  node->default_value = value;
  return finish_type_param(node, name, first);
}

}  // namespace interloom::lang::syntax
