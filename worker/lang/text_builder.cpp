#include "worker/lang/text_builder.h"

#include "worker/lang/iterators.h"

namespace interloom::lang {

void TextBuilder::fill(uint32_t code_point, uint64_t count) {
  if (count > Heap::kMaxQuota) interp_.heap().fail_over_quota();
  std::string one;
  append_utf8(one, code_point);
  reserve(one.size() * count);
  if (one.size() == 1) {
    text_.append(count, one[0]);
  } else {
    for (; count > 0; --count) text_ += one;
  }
}

Value TextBuilder::str() {
  if (!charge_bytes(interp_, text_.size())) return Value::error();
  return str_value(interp_.heap(), text_);
}

Value TextBuilder::bytes() {
  if (!charge_bytes(interp_, text_.size())) return Value::error();
  return Value::object(make_bytes(interp_.heap(), text_));
}

Value padded_str(Interpreter& interp, std::string_view text, uint32_t fill, uint64_t left, uint64_t right) {
  TextBuilder out(interp);
  out.fill(fill, left);
  out.append(text);
  out.fill(fill, right);
  return out.str();
}

}  // namespace interloom::lang
