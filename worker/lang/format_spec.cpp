// Parsing of format specs, format() itself, and what str does with a spec.
#include <cstdio>

#include "worker/lang/class.h"
#include "worker/lang/format.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/text_builder.h"

namespace interloom::lang {
namespace {

bool is_align(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// A character as messages show it: itself, or \x and its number.
std::string shown_code(uint32_t c) {
  if (c > 32 && c < 128) return std::string(1, static_cast<char>(c));
  char buffer[16];
  std::snprintf(buffer, sizeof buffer, "\\x%x", c);
  return buffer;
}

class SpecParser {
 public:
  SpecParser(Interpreter& interp, std::string_view text) : interp_(interp), text_(text) {}

  bool parse(std::string_view type_name, char default_type, char default_align, FormatSpec* out) {
    out->align = default_align;
    parse_align(out);
    if (peek('+') || peek('-') || peek(' ')) out->sign = text_[at_++];
    out->no_negative_zero = take('z');
    out->alternate = take('#');
    if (!fill_given_ && take('0')) {
      out->fill = '0';
      if (!out->align_given && default_align == '>') out->align = '=';
    }
    if (!number(&out->width) || !grouping(out)) return false;
    if (take('.') && !precision(out)) return false;
    return type(type_name, default_type, out);
  }

 private:
  bool peek(char c) const { return at_ < text_.size() && text_[at_] == c; }
  bool take(char c) {
    if (!peek(c)) return false;
    ++at_;
    return true;
  }
  template <class... Pieces>
  bool fail(const Pieces&... pieces) {
    interp_.raise(ExceptionKind::kValueError, pieces...);
    return false;
  }

  void parse_align(FormatSpec* out) {
    if (text_.empty()) return;
    size_t next = 0;
    const uint32_t first = next_code_point(text_, &next);
    if (next < text_.size() && is_align(static_cast<unsigned char>(text_[next]))) {
      out->fill = first;
      out->align = text_[next];
      out->align_given = fill_given_ = true;
      at_ = next + 1;
    } else if (is_align(first)) {
      out->align = static_cast<char>(first);
      out->align_given = true;
      at_ = 1;
    }
  }

  // Leaves *out alone when there are no digits.
  bool number(int64_t* out) {
    int64_t value = 0;
    bool any = false;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_) {
      any = true;
      if (value > (INT64_MAX - 9) / 10) return fail("Too many decimal digits in format string");
      value = value * 10 + (text_[at_] - '0');
    }
    if (any) *out = value;
    return true;
  }

  bool grouping(FormatSpec* out) {
    if (take(',')) out->grouping = ',';
    if (peek('_')) {
      if (out->grouping) return fail("Cannot specify both ',' and '_'.");
      out->grouping = '_';
      ++at_;
    }
    if (peek(',') && out->grouping == '_') return fail("Cannot specify both ',' and '_'.");
    return true;
  }

  bool precision(FormatSpec* out) {
    if (!number(&out->precision)) return false;
    return out->precision >= 0 || fail("Format specifier missing precision");
  }

  bool type(std::string_view type_name, char default_type, FormatSpec* out) {
    const std::string_view rest = text_.substr(at_);
    if (!rest.empty()) {
      size_t next = 0;
      out->type = next_code_point(rest, &next);
      if (next != rest.size()) return fail("Invalid format specifier '", text_, "' for object of type '", type_name, "'");
    }
    if (!out->grouping) return true;
    const uint32_t c = out->type ? out->type : static_cast<uint32_t>(default_type);
    const bool any_number =
        c == 'd' || c == 'e' || c == 'f' || c == 'g' || c == 'E' || c == 'G' || c == '%' || c == 'F' || c == 0;
    const bool digits = c == 'b' || c == 'o' || c == 'x' || c == 'X';
    if (any_number || (digits && out->grouping == '_')) return true;
    return fail("Cannot specify '", std::string(1, out->grouping), "' with '", shown_code(c), "'.");
  }

  Interpreter& interp_;
  std::string_view text_;
  size_t at_ = 0;
  bool fill_given_ = false;
};

// The part of a str before its `count`th code point.
std::string_view truncated(std::string_view text, int64_t count) {
  size_t pos = 0;
  for (; count > 0 && pos < text.size(); --count) next_code_point(text, &pos);
  return text.substr(0, pos);
}

bool spec_text(Interpreter& interp, const char* function, const Args& args, std::string_view* out) {
  if (!check_positional(interp, function, args, 1, 1)) return false;
  const auto* str = args[0].as<StrObject>();
  if (str) *out = str->view();
  if (!str) interp.raise(ExceptionKind::kTypeError, "__format__() argument must be str, not ", args[0].type_name());
  return str != nullptr;
}

Value format_number_value(Interpreter& interp, const Value& value, const Value& number, std::string_view spec) {
  if (spec.empty()) return to_str(interp, value);
  if (number.is_float()) return format_float(interp, number.as_float(), spec);
  if (const auto* complex = number.as<ComplexObject>()) return format_complex(interp, complex->value, spec);
  return format_int(interp, number, spec);
}

const Method* native_format(const Type* type) {
  for (; type; type = type->base) {
    for (const Method* m = type->methods; m && m->name; ++m) {
      if (std::string_view(m->name) == "__format__") return m;
    }
  }
  return nullptr;
}

}  // namespace

bool parse_format_spec(Interpreter& interp, std::string_view text, std::string_view type_name, char default_type,
                       char default_align, FormatSpec* out) {
  return SpecParser(interp, text).parse(type_name, default_type, default_align, out);
}

Value unknown_format_code(Interpreter& interp, uint32_t code, std::string_view type_name) {
  return interp.raise(ExceptionKind::kValueError, "Unknown format code '", shown_code(code), "' for object of type '", type_name,
                      "'");
}

Value format_str(Interpreter& interp, const Value& value, std::string_view text) {
  const StrObject& str = *value.as<StrObject>();
  FormatSpec spec;
  if (!parse_format_spec(interp, text, value.type_name(), 's', '<', &spec)) return Value::error();
  if (spec.type != 0 && spec.type != 's') return unknown_format_code(interp, spec.type, value.type_name());
  auto refuse = [&](std::string_view what) {
    return interp.raise(ExceptionKind::kValueError, what, " not allowed in string format specifier");
  };
  if (spec.sign) return refuse(spec.sign == ' ' ? "Space" : "Sign");
  if (spec.no_negative_zero) return refuse("Negative zero coercion (z)");
  if (spec.alternate) return refuse("Alternate form (#)");
  if (spec.align == '=') return refuse("'=' alignment");
  std::string_view shown = str.view();
  int64_t length = static_cast<int64_t>(str.length);
  if (spec.precision >= 0 && spec.precision < length) {
    length = spec.precision;
    shown = truncated(shown, length);
  }
  const int64_t padding = std::max<int64_t>(spec.width - length, 0);
  const int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  return padded_str(interp, shown, spec.fill, left, padding - left);
}

Value format(Interpreter& interp, const Value& value, const Value& spec) {
  const auto* spec_str = spec.as<StrObject>();
  if (!spec_str)
    return interp.raise(ExceptionKind::kTypeError, "format() argument 2 must be str, not ",
                        spec.is_none() ? "None" : spec.type_name());
  if (!value.is_object() && !value.is_none() && is_number(value))
    return format_number_value(interp, value, value, spec_str->view());
  if (value.exact<StrObject>()) return spec_str->size ? format_str(interp, value, spec_str->view()) : value;
  if (value.type()->user_class) {
    // The own method of numbers needs the instance, whose str() may be its class's.
    const Value* found = lookup_in_class(interp, class_of(interp, value), interp.intern("__format__"));
    const auto* native = found ? found->as<MethodDescriptorObject>() : nullptr;
    if (native && native->method->function == number_format_method)
      return number_format_method(interp, value, Args(std::span(&spec, 1)));
    Value out = call_special(interp, value, "__format__", std::span(&spec, 1));
    if (out.is_error() || out.is<StrObject>()) return out;
    return interp.raise(ExceptionKind::kTypeError, "__format__ must return a str, not ", out.type_name());
  }
  if (const Method* m = native_format(value.type())) return m->function(interp, value, Args(std::span(&spec, 1)));
  return object_format_method(interp, value, Args(std::span(&spec, 1)));
}

Value object_format_method(Interpreter& interp, const Value& self, const Args& args) {
  std::string_view spec;
  if (!spec_text(interp, "object.__format__", args, &spec)) return Value::error();
  if (spec.empty()) return to_str(interp, self);
  return interp.raise(ExceptionKind::kTypeError, "unsupported format string passed to ", self.type_name(), ".__format__");
}

Value number_format_method(Interpreter& interp, const Value& self, const Args& args) {
  std::string_view spec;
  if (!spec_text(interp, "__format__", args, &spec)) return Value::error();
  return format_number_value(interp, self, plain_number(self), spec);
}

Value str_format_method(Interpreter& interp, const Value& self, const Args& args) {
  std::string_view spec;
  if (!spec_text(interp, "str.__format__", args, &spec)) return Value::error();
  return spec.empty() ? to_str(interp, self) : format_str(interp, self, spec);
}

}  // namespace interloom::lang
