#include "worker/lang/modules/python_args.h"

#include <algorithm>
#include <string>
#include <vector>

#include "worker/lang/interpreter.h"

namespace interloom::lang::modules {
namespace {

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
std::string name_list(const std::vector<std::string>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i > 0) out += i + 1 < names.size() ? ", " : names.size() == 2 ? " and " : ", and ";
    out += "'" + names[i] + "'";
  }
  return out;
}

}  // namespace

bool bind_python_args(Interpreter& interp, const Signature& s, const Args& args, std::span<const Value*> out) {
  auto fail = [&](const std::string& text) {
    interp.raise(ExceptionKind::kTypeError, s.function, "() ", text);
    return false;
  };
  std::fill(out.begin(), out.end(), nullptr);
  for (uint32_t i = 0; i < std::min<size_t>(args.size(), s.names.size()); ++i) out[i] = &args[i];
  for (uint32_t k = 0; k < args.keyword_count; ++k) {
    const std::string_view name = args.keyword_name(k);
    const auto found = std::find(s.names.begin(), s.names.end(), name);
    if (found == s.names.end()) return fail(str_cat("got an unexpected keyword argument '", name, "'"));
    const Value*& slot = out[static_cast<size_t>(found - s.names.begin())];
    if (slot) return fail(str_cat("got multiple values for argument '", name, "'"));
    slot = &args.keyword_value(k);
  }
  if (args.size() > s.names.size()) {
    return fail(str_cat("takes ", s.required < s.names.size() ? str_cat("from ", s.required, " to ") : "", s.names.size(),
                        s.names.size() == 1 ? " positional argument but " : " positional arguments but ", args.size(),
                        args.size() == 1 ? " was given" : " were given"));
  }
  std::vector<std::string> missing;
  for (uint32_t i = 0; i < s.required; ++i) {
    if (!out[i]) missing.emplace_back(s.names[i]);
  }
  if (missing.empty()) return true;
  return fail(str_cat("missing ", missing.size(), " required positional argument", missing.size() == 1 ? "" : "s", ": ",
                      name_list(missing)));
}

}  // namespace interloom::lang::modules
