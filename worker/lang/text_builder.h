// A str or bytes under construction outside the heap. It may not outgrow what is left there: then the job ends.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "worker/lang/interpreter.h"
#include "worker/lang/str.h"

namespace interloom::lang {

class TextBuilder {
 public:
  explicit TextBuilder(Interpreter& interp) : interp_(interp) {}
  void append(std::string_view piece) {
    reserve(piece.size());
    text_.append(piece);
  }
  void append(char c) {
    if (text_.size() == text_.capacity()) reserve(1);
    text_ += c;
  }
  void append_code_point(uint32_t c) {
    if (c < 0x80) return append(static_cast<char>(c));
    reserve(4);
    append_utf8(text_, c);
  }
  void fill(uint32_t code_point, uint64_t count);
  // Ends the job unless `more` bytes fit.
  void reserve(uint64_t more) {
    if (text_.size() + more > text_.capacity() && !interp_.heap().fits(text_.size() + more)) interp_.heap().fail_over_quota();
  }
  std::string& text() { return text_; }
  std::string_view view() const { return text_; }
  // The finished value; charges steps for what was built.
  Value str();
  Value bytes();

 private:
  Interpreter& interp_;
  std::string text_;
};

// `text` (of `length` code points) padded to a width: left and right are counts of fill characters.
Value padded_str(Interpreter& interp, std::string_view text, uint32_t fill, uint64_t left, uint64_t right);

}  // namespace interloom::lang
