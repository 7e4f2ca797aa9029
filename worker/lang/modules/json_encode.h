// Writes JSON, with CPython's results and errors.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/interpreter.h"
#include "worker/lang/modules/text_buffer.h"

namespace interloom::lang::modules {

struct JsonStyle {
  bool skip_keys = false, ascii = true, check_circular = true, allow_nan = true, sort_keys = false;
  bool indented = false;
  std::string indent;  // of one level
  std::string item_separator, key_separator;
  Value fallback;  // called with what JSON has not; undefined: TypeError
};

// False: the job ends.
bool append_json_string(TextBuffer& out, std::string_view text, bool ascii);

class JsonEncoder {
 public:
  JsonEncoder(Interpreter& interp, const JsonStyle& style) : interp_(interp), style_(style), out_(interp) {}
  // False: raised.
  bool encode(const Value& value);
  Value str() const { return out_.str(); }

 private:
  bool encode_other(const Value& value);
  bool encode_sequence(const Value& value);
  bool encode_dict(const Value& value);
  bool encode_items(ListObject& items);
  bool encode_key(const Value& key, bool* skipped);
  bool number_text(const Value& number, std::string* out);
  bool enter(const Value& value);
  void leave();
  bool new_line();
  bool open(const Value& value, char bracket);
  bool close(char bracket);

  Interpreter& interp_;
  const JsonStyle& style_;
  TextBuffer out_;
  std::vector<const Object*> path_;  // what is being written, outermost first; null: no object
  size_t level_ = 0;                 // of indentation
};

}  // namespace interloom::lang::modules
