// Case conversions of str.
#include "worker/lang/iterators.h"
#include "worker/lang/str_methods.h"
#include "worker/lang/text_builder.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

constexpr uint32_t kCapitalSigma = 0x3A3, kSmallSigma = 0x3C3, kFinalSigma = 0x3C2;

char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }
char ascii_upper(char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c & ~0x20) : c; }

// Σ at [start, end) ends a word: a cased letter stands before it and none after it, what case ignores aside.
bool is_final_sigma(std::string_view text, size_t start, size_t end) {
  bool cased = false;
  while (start > 0) {
    step_back(text, &start);
    size_t pos = start;
    const uint32_t c = next_code_point(text, &pos);
    if (is_case_ignorable(c)) continue;
    cased = is_cased(c);
    break;
  }
  if (!cased) return false;
  while (end < text.size()) {
    const uint32_t c = next_code_point(text, &end);
    if (!is_case_ignorable(c)) return !is_cased(c);
  }
  return true;
}

void lower_at(std::string& out, std::string_view text, size_t start, size_t end, uint32_t c) {
  if (c == kCapitalSigma) {
    append_utf8(out, is_final_sigma(text, start, end) ? kFinalSigma : kSmallSigma);
  } else {
    append_lower(out, c);
  }
}

// `each` appends what one code point becomes: (out, text, start, end, code point).
template <class Each>
Value convert(Interpreter& interp, std::string_view text, Each each) {
  if (!charge_bytes(interp, text.size() * 8)) return Value::error();
  TextBuilder out(interp);
  out.reserve(text.size());
  for (size_t pos = 0; pos < text.size();) {
    const size_t start = pos;
    const uint32_t c = next_code_point(text, &pos);
    each(out.text(), text, start, pos, c);
    out.reserve(16);
  }
  return out.str();
}

template <class Each>
Value convert_ascii(Interpreter& interp, const StrObject& str, Each each) {
  if (!charge_bytes(interp, str.size)) return Value::error();
  auto out = interp.heap().make_sized<StrObject>(str.size, str.size, str.length);
  for (uint64_t i = 0; i < str.size; ++i) out->mutable_data()[i] = each(str.data()[i]);
  return Value::object(std::move(out));
}

}  // namespace

Value str_lower(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.lower", args, 0, 0)) return Value::error();
  const StrObject& str = str_self(self);
  return str.ascii() ? convert_ascii(interp, str, ascii_lower) : convert(interp, str.view(), lower_at);
}

Value str_upper(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.upper", args, 0, 0)) return Value::error();
  const StrObject& str = str_self(self);
  if (str.ascii()) return convert_ascii(interp, str, ascii_upper);
  return convert(interp, str.view(),
                 [](std::string& out, std::string_view, size_t, size_t, uint32_t c) { append_upper(out, c); });
}

Value str_casefold(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.casefold", args, 0, 0)) return Value::error();
  const StrObject& str = str_self(self);
  if (str.ascii()) return convert_ascii(interp, str, ascii_lower);
  return convert(interp, str.view(),
                 [](std::string& out, std::string_view, size_t, size_t, uint32_t c) { append_folded(out, c); });
}

Value str_swapcase(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.swapcase", args, 0, 0)) return Value::error();
  return convert(interp, str_self(self).view(),
                 [](std::string& out, std::string_view text, size_t start, size_t end, uint32_t c) {
                   if (is_upper(c)) {
                     lower_at(out, text, start, end, c);
                   } else if (is_lower(c)) {
                     append_upper(out, c);
                   } else {
                     append_utf8(out, c);
                   }
                 });
}

Value str_title(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.title", args, 0, 0)) return Value::error();
  bool inside = false;  // behind a cased code point
  return convert(interp, str_self(self).view(),
                 [&inside](std::string& out, std::string_view text, size_t start, size_t end, uint32_t c) {
                   if (inside) {
                     lower_at(out, text, start, end, c);
                   } else {
                     append_title(out, c);
                   }
                   inside = is_cased(c);
                 });
}

Value str_capitalize(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.capitalize", args, 0, 0)) return Value::error();
  return convert(interp, str_self(self).view(),
                 [](std::string& out, std::string_view text, size_t start, size_t end, uint32_t c) {
                   if (start == 0) {
                     append_title(out, c);
                   } else {
                     lower_at(out, text, start, end, c);
                   }
                 });
}

}  // namespace interloom::lang
