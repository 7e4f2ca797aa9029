// Reads JSON from a str, with CPython's results, errors and positions.
#pragma once

#include <cstdint>
#include <string_view>

#include "worker/lang/interpreter.h"
#include "worker/lang/str.h"

namespace interloom::lang::modules {

// What a decoder wants made of the text; undefined: the usual.
struct JsonHooks {
  Value object, object_pairs, parse_float, parse_int, parse_constant;
  bool strict = true;  // control characters in strings are errors
};

class JsonScanner {
 public:
  // `error_class` is called as cls(msg, doc, pos); undefined: ValueError.
  JsonScanner(Interpreter& interp, StrObject& doc, JsonHooks hooks, Value error_class)
      : interp_(interp), doc_(doc), text_(doc.view()), hooks_(std::move(hooks)), error_class_(std::move(error_class)) {}

  // The value at *at, which moves behind it. Offsets are in bytes. The error sentinel: raised.
  Value scan_value(uint64_t* at);
  // *at is behind the opening quote.
  Value scan_string(uint64_t* at);
  Value fail(std::string_view message, uint64_t at);

  uint64_t skip_space(uint64_t at);

 private:
  Value scan_array(uint64_t* at);
  Value scan_object(uint64_t* at);
  bool scan_member(uint64_t* at, DictObject* dict, ListObject* pairs);
  // Past a comma or the closing bracket; *done says which. False: raised.
  bool scan_separator(uint64_t* at, char close, bool* done);
  Value scan_number(uint64_t* at);
  Value scan_constant(uint64_t* at);
  bool scan_escape(uint64_t* at, uint64_t begin, uint32_t* c);
  bool scan_hex(uint64_t at, uint32_t* c) const;
  bool enter(const char* what);
  Value call_hook(const Value& hook, Value argument);
  bool at_end(uint64_t at) const { return at >= text_.size(); }
  bool is(uint64_t at, char c) const { return at < text_.size() && text_[at] == c; }
  bool is_digit(uint64_t at) const { return at < text_.size() && text_[at] >= '0' && text_[at] <= '9'; }

  Interpreter& interp_;
  StrObject& doc_;
  std::string_view text_;
  JsonHooks hooks_;
  Value error_class_;
  int depth_ = 0;
};

}  // namespace interloom::lang::modules
