#include "worker/lang/args.h"

#include <algorithm>
#include <string>

#include "worker/lang/interpreter.h"
#include "worker/lang/str.h"

namespace interloom::lang {
namespace {

bool fail(Interpreter& interp, const std::string& text) {
  interp.raise(ExceptionKind::kTypeError, text);
  return false;
}

bool too_many(Interpreter& interp, const Signature& s, const Args& args, uint32_t limit) {
  const bool exact = s.required == limit;
  const std::string_view kind = limit < s.names.size() ? "positional argument" : "argument";
  return fail(interp, str_cat(s.function, "() takes ", exact ? "exactly " : "at most ", limit, " ", kind, limit == 1 ? "" : "s", " (",
                              args.size(), " given)"));
}

}  // namespace

std::string_view Args::keyword_name(uint32_t i) const { return names[i].as<StrObject>()->view(); }

const Value* Args::keyword(std::string_view name) const {
  for (uint32_t i = 0; i < keyword_count; ++i) {
    if (keyword_name(i) == name) return &keyword_value(i);
  }
  return nullptr;
}

bool bind_args(Interpreter& interp, const Signature& s, const Args& args, std::span<const Value*> out) {
  std::fill(out.begin(), out.end(), nullptr);
  const uint32_t positional_limit = std::min<uint32_t>(static_cast<uint32_t>(s.names.size()), s.keyword_only);
  if (args.size() > positional_limit) return too_many(interp, s, args, positional_limit);
  for (uint32_t i = 0; i < args.size(); ++i) out[i] = &args[i];
  for (uint32_t k = 0; k < args.keyword_count; ++k) {
    const std::string_view name = args.keyword_name(k);
    const auto found = std::find(s.names.begin() + s.positional_only, s.names.end(), name);
    if (found == s.names.end())
      return fail(interp, str_cat("'", name, "' is an invalid keyword argument for ", s.function, "()"));
    const size_t at = static_cast<size_t>(found - s.names.begin());
    if (out[at]) {
      return fail(interp, str_cat("argument for ", s.function, "() given by name ('", name, "') and position (", at + 1, ")"));
    }
    out[at] = &args.keyword_value(k);
  }
  for (uint32_t i = 0; i < s.required; ++i) {
    if (!out[i]) return fail(interp, str_cat(s.function, "() missing required argument '", s.names[i], "' (pos ", i + 1, ")"));
  }
  return true;
}

// CPython has two texts: "C.f() takes exactly one argument (2 given)" for METH_O and METH_NOARGS, "f expected 2 arguments, got 1"
// otherwise, where the function goes without its class or module.
bool check_positional(Interpreter& interp, const char* function, const Args& args, uint32_t min, uint32_t max) {
  if (args.keyword_count) return fail(interp, str_cat(function, "() takes no keyword arguments"));
  const uint32_t n = args.size();
  if (n >= min && n <= max) return true;
  const std::string_view name(function);
  const bool type_name =
      name == "str" || name == "bool" || name == "list" || name == "tuple" || name == "float" || name == "dict";
  if (max == 0) return fail(interp, str_cat(function, "() takes no arguments (", n, " given)"));
  if (min == 1 && max == 1 && !type_name) return fail(interp, str_cat(function, "() takes exactly one argument (", n, " given)"));
  const bool few = n < min;
  const uint32_t limit = few ? min : max;
  return fail(interp, str_cat(name.substr(name.rfind('.') + 1), " expected ",
                              min == max ? ""
                              : few      ? "at least "
                                         : "at most ",
                              limit, limit == 1 ? " argument" : " arguments", ", got ", n));
}

}  // namespace interloom::lang
