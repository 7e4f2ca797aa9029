// Case and the is... methods of bytes and bytearray: ASCII only.
#include "worker/lang/bytes_ops.h"
#include "worker/lang/iterators.h"

namespace interloom::lang {
namespace {

bool lower(unsigned char c) { return c >= 'a' && c <= 'z'; }
bool upper(unsigned char c) { return c >= 'A' && c <= 'Z'; }
bool alpha(unsigned char c) { return lower(c) || upper(c); }
bool digit(unsigned char c) { return c >= '0' && c <= '9'; }
bool alnum(unsigned char c) { return alpha(c) || digit(c); }
bool space(unsigned char c) { return c == ' ' || (c >= 9 && c <= 13); }
bool ascii(unsigned char c) { return c < 0x80; }
char to_lower(unsigned char c) { return static_cast<char>(upper(c) ? c | 0x20 : c); }
char to_upper(unsigned char c) { return static_cast<char>(lower(c) ? c & ~0x20 : c); }

bool begin(Interpreter& interp, const Value& self, const Args& args, const char* name) {
  const std::string full = str_cat(self.type_name(), ".", name);
  return check_positional(interp, full.c_str(), args, 0, 0) && charge_bytes(interp, bytes_self(self).size());
}

Value all_are(Interpreter& interp, const Value& self, const Args& args, const char* name, bool (*is)(unsigned char),
              bool when_empty) {
  if (!begin(interp, self, args, name)) return Value::error();
  for (char c : bytes_self(self)) {
    if (!is(static_cast<unsigned char>(c))) return Value::boolean(false);
  }
  return Value::boolean(when_empty || !bytes_self(self).empty());
}

Value has_case(Interpreter& interp, const Value& self, const Args& args, const char* name, bool (*wanted)(unsigned char),
               bool (*other)(unsigned char)) {
  if (!begin(interp, self, args, name)) return Value::error();
  bool any = false;
  for (char raw : bytes_self(self)) {
    const unsigned char c = static_cast<unsigned char>(raw);
    if (other(c)) return Value::boolean(false);
    any = any || wanted(c);
  }
  return Value::boolean(any);
}

// `each` maps a byte; it is told whether a letter stands before it, and whether it is the first.
template <class Each>
Value convert(Interpreter& interp, const Value& self, const Args& args, const char* name, Each each) {
  if (!begin(interp, self, args, name)) return Value::error();
  std::string out(bytes_self(self));
  bool inside = false;
  for (size_t i = 0; i < out.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(out[i]);
    out[i] = each(c, inside, i == 0);
    inside = alpha(c);
  }
  return make_like(interp, self, out);
}

}  // namespace

Value bytes_isalnum(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "isalnum", alnum, false); }
Value bytes_isalpha(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "isalpha", alpha, false); }
Value bytes_isascii(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "isascii", ascii, true); }
Value bytes_isdigit(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "isdigit", digit, false); }
Value bytes_isspace(Interpreter& i, const Value& s, const Args& a) { return all_are(i, s, a, "isspace", space, false); }
Value bytes_islower(Interpreter& i, const Value& s, const Args& a) { return has_case(i, s, a, "islower", lower, upper); }
Value bytes_isupper(Interpreter& i, const Value& s, const Args& a) { return has_case(i, s, a, "isupper", upper, lower); }

Value bytes_istitle(Interpreter& interp, const Value& self, const Args& args) {
  if (!begin(interp, self, args, "istitle")) return Value::error();
  bool any = false, inside = false;
  for (char raw : bytes_self(self)) {
    const unsigned char c = static_cast<unsigned char>(raw);
    if (upper(c) ? inside : (lower(c) && !inside)) return Value::boolean(false);
    inside = alpha(c);
    any = any || inside;
  }
  return Value::boolean(any);
}

Value bytes_lower(Interpreter& i, const Value& s, const Args& a) {
  return convert(i, s, a, "lower", [](unsigned char c, bool, bool) { return to_lower(c); });
}
Value bytes_upper(Interpreter& i, const Value& s, const Args& a) {
  return convert(i, s, a, "upper", [](unsigned char c, bool, bool) { return to_upper(c); });
}
Value bytes_swapcase(Interpreter& i, const Value& s, const Args& a) {
  return convert(i, s, a, "swapcase", [](unsigned char c, bool, bool) { return upper(c) ? to_lower(c) : to_upper(c); });
}
Value bytes_title(Interpreter& i, const Value& s, const Args& a) {
  return convert(i, s, a, "title", [](unsigned char c, bool inside, bool) { return inside ? to_lower(c) : to_upper(c); });
}
Value bytes_capitalize(Interpreter& i, const Value& s, const Args& a) {
  return convert(i, s, a, "capitalize", [](unsigned char c, bool, bool first) { return first ? to_upper(c) : to_lower(c); });
}

}  // namespace interloom::lang
