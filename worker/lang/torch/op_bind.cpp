#include <algorithm>

#include "worker/lang/containers.h"
#include "worker/lang/torch/op_entry.h"

namespace interloom::lang_torch {

using lang::Value;

int find_param(const OpEntry& entry, std::string_view keyword) {
  const auto index_of = [&](std::string_view name) {
    for (size_t i = 0; i < entry.params.size(); ++i) {
      if (entry.params[i].name == name) return static_cast<int>(i);
    }
    return -1;
  };
  if (const int at = index_of(keyword); at >= 0) return at;
  // Names that Python's signatures have for the schema's.
  static constexpr std::pair<std::string_view, std::string_view> kAliases[] = {
      {"input", "self"}, {"axis", "dim"}, {"keepdims", "keepdim"}, {"x2", "other"}};
  for (const auto& [alias, name] : kAliases) {
    if (keyword == alias) return index_of(name);
  }
  return -1;
}

std::string bind_arguments(const OpEntry& entry, lang::Heap& heap, const lang::Args& args, Bound* bound) {
  std::fill_n(bound->values, entry.params.size(), nullptr);
  for (uint32_t i = 0; i < args.size(); ++i) {
    if (i < entry.positional && entry.params[i].varargs && stands_for_int(args[i])) {
      bound->gathered = Value::object(lang::make_tuple(heap, args.positional().subspan(i)));
      bound->values[i] = &bound->gathered;
      break;
    }
    if (i >= entry.positional)
      return str_cat(entry.bare_name, "() takes ", entry.positional, " positional argument", entry.positional == 1 ? "" : "s",
                     " but ", args.size(), args.size() == 1 ? " was given" : " were given");
    bound->values[i] = &args[i];
  }
  for (uint32_t k = 0; k < args.keyword_count; ++k) {
    const int at = find_param(entry, args.keyword_name(k));
    if (at < 0) return str_cat(entry.bare_name, "() got an unexpected keyword argument '", args.keyword_name(k), "'");
    if (bound->values[at]) return str_cat(entry.bare_name, "() got multiple values for argument '", args.keyword_name(k), "'");
    bound->values[at] = &args.keyword_value(k);
  }
  for (size_t i = 0; i < entry.params.size(); ++i) {
    const Param& param = entry.params[i];
    if (!bound->values[i] && !param.has_default)
      return str_cat(entry.bare_name, "() missing 1 required ",
                     param.keyword_only ? "keyword-only argument" : "positional argument", ": \"",
                     param.name == "self" ? "input" : std::string_view(param.name), "\"");
  }
  return "";
}

}  // namespace interloom::lang_torch
