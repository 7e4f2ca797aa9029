// The is... methods of str.
#include "worker/lang/iterators.h"
#include "worker/lang/str_methods.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

bool begin(Interpreter& interp, const Value& self, const Args& args, const char* name) {
  return check_positional(interp, name, args, 0, 0) && charge_bytes(interp, str_self(self).size * 2);
}

// All code points are so, and there is one.
Value all_are(Interpreter& interp, const Value& self, const Args& args, const char* name, bool (*is)(uint32_t)) {
  if (!begin(interp, self, args, name)) return Value::error();
  const std::string_view text = str_self(self).view();
  for (size_t pos = 0; pos < text.size();) {
    if (!is(next_code_point(text, &pos))) return Value::boolean(false);
  }
  return Value::boolean(!text.empty());
}

// Of the cased code points all are `wanted`, and there is one.
Value has_case(Interpreter& interp, const Value& self, const Args& args, const char* name, bool (*wanted)(uint32_t),
               bool (*other)(uint32_t)) {
  if (!begin(interp, self, args, name)) return Value::error();
  const std::string_view text = str_self(self).view();
  bool any = false;
  for (size_t pos = 0; pos < text.size();) {
    const uint32_t c = next_code_point(text, &pos);
    if (other(c) || is_title(c)) return Value::boolean(false);
    any = any || wanted(c);
  }
  return Value::boolean(any);
}

}  // namespace

Value str_isalnum(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "str.isalnum", is_alnum); }
Value str_isalpha(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "str.isalpha", is_alpha); }
Value str_isdecimal(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "str.isdecimal", is_decimal); }
Value str_isdigit(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "str.isdigit", is_digit); }
Value str_isnumeric(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "str.isnumeric", is_numeric); }
Value str_isspace(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "str.isspace", is_space); }
Value str_islower(Interpreter& i, const Value& s, const Args& a) { return has_case(i, s, a, "str.islower", is_lower, is_upper); }
Value str_isupper(Interpreter& i, const Value& s, const Args& a) { return has_case(i, s, a, "str.isupper", is_upper, is_lower); }

Value str_isprintable(Interpreter& interp, const Value& self, const Args& args) {
  if (str_self(self).size == 0 && begin(interp, self, args, "str.isprintable")) return Value::boolean(true);
  return all_are(interp, self, args, "str.isprintable", is_printable);
}

Value str_isascii(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "str.isascii", args, 0, 0)) return Value::error();
  return Value::boolean(str_self(self).ascii());
}

Value str_isidentifier(Interpreter& interp, const Value& self, const Args& args) {
  if (!begin(interp, self, args, "str.isidentifier")) return Value::error();
  return Value::boolean(is_identifier(str_self(self).view()));
}

Value str_istitle(Interpreter& interp, const Value& self, const Args& args) {
  if (!begin(interp, self, args, "str.istitle")) return Value::error();
  const std::string_view text = str_self(self).view();
  bool any = false, inside = false;
  for (size_t pos = 0; pos < text.size();) {
    const uint32_t c = next_code_point(text, &pos);
    const bool starts = is_upper(c) || is_title(c);
    if (starts ? inside : (is_lower(c) && !inside)) return Value::boolean(false);
    inside = starts || is_lower(c);
    any = any || inside;
  }
  return Value::boolean(any);
}

}  // namespace interloom::lang
