// Args: what a native function is called with. Borrowed for the time of the call.
#pragma once

#include <initializer_list>
#include <span>
#include <string_view>

#include "worker/lang/value.h"

namespace interloom::lang {

// Values of keywords follow the positional ones; names are str values, in the same order.
struct Args {
  const Value* values = nullptr;
  uint32_t positional_count = 0;
  uint32_t keyword_count = 0;
  const Value* names = nullptr;

  Args() = default;
  Args(std::span<const Value> positional)  // NOLINT: implicit on purpose
      : values(positional.data()), positional_count(static_cast<uint32_t>(positional.size())) {}
  Args(const Value* all, uint32_t positional, uint32_t keywords, const Value* keyword_names)
      : values(all), positional_count(positional), keyword_count(keywords), names(keyword_names) {}

  uint32_t size() const { return positional_count; }
  const Value& operator[](uint32_t i) const { return values[i]; }  // REQUIRES: i < size()
  std::span<const Value> positional() const { return {values, positional_count}; }
  const Value& keyword_value(uint32_t i) const { return values[positional_count + i]; }
  std::string_view keyword_name(uint32_t i) const;
  // Null when there is no such keyword.
  const Value* keyword(std::string_view name) const;
};

// Parameters of a native function as Python would declare them: names in order, the first `required` without default, the
// first `positional_only` nameless (then names are for messages only), those from `keyword_only` on by name only.
struct Signature {
  const char* function;
  std::span<const char* const> names;
  uint32_t required = 0;
  uint32_t positional_only = 0;
  uint32_t keyword_only = ~0u;
};

// Fills out[i] with a borrowed pointer (null: not given). False: TypeError raised with CPython's text.
// REQUIRES: out.size() == signature.names.size().
bool bind_args(Interpreter& interp, const Signature& signature, const Args& args, std::span<const Value*> out);

// "f() takes no keyword arguments" and the count messages: for functions with positional parameters only.
bool check_positional(Interpreter& interp, const char* function, const Args& args, uint32_t min, uint32_t max);

}  // namespace interloom::lang
