// str.format: templates of literal text and replacement fields.
#include <string>

#include "worker/lang/format.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/text_builder.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

constexpr int kMaxNesting = 2;  // a field's spec may have fields, those may not

struct Field {
  std::string_view name, spec;
  uint32_t conversion = 0;
  bool nested = false;  // the spec has fields
};

class TemplateFormatter {
 public:
  TemplateFormatter(Interpreter& interp, const std::span<const Value>* positional, const Value& mapping)
      : interp_(interp), positional_(positional), mapping_(mapping) {}

  // False: raised.
  bool build(std::string_view text, int nesting, TextBuilder* out) {
    if (nesting < 1) return fail("Max string recursion exceeded");
    for (size_t at = 0; at < text.size();) {
      const size_t brace = std::min(text.find_first_of("{}", at), text.size());
      out->append(text.substr(at, brace - at));
      if (brace == text.size()) break;
      at = brace + 1;
      const char c = text[brace];
      const bool doubled = at < text.size() && text[at] == c;
      if (c == '}' && !doubled) return fail("Single '}' encountered in format string");
      if (at == text.size()) return fail("Single '{' encountered in format string");
      if (doubled) {
        out->append(c);
        ++at;
        continue;
      }
      Field field;
      if (!parse_field(text, &at, &field) || !interp_.charge_steps(4) || !render(field, nesting, out)) return false;
    }
    return true;
  }

 private:
  enum class Numbering { kUnknown, kAutomatic, kManual };

  template <class... Pieces>
  bool fail(const Pieces&... pieces) {
    interp_.raise(ExceptionKind::kValueError, pieces...);
    return false;
  }

  bool parse_field(std::string_view text, size_t* at, Field* out) {
    const size_t start = *at;
    char c = 0;
    while (*at < text.size()) {
      c = text[(*at)++];
      if (c == '{') return fail("unexpected '{' in field name");
      if (c == '[') *at = std::min(text.find(']', *at), text.size());
      if (c == '}' || c == ':' || c == '!') break;
    }
    if (c != '}' && c != ':' && c != '!') return fail("expected '}' before end of string");
    out->name = text.substr(start, *at - 1 - start);
    if (c == '}') return true;
    if (c == '!') {
      if (*at >= text.size()) return fail("end of string while looking for conversion specifier");
      out->conversion = next_code_point(text, at);
      if (*at < text.size()) {
        c = text[(*at)++];
        if (c == '}') return true;
        if (c != ':') return fail("expected ':' after conversion specifier");
      }
    }
    const size_t spec = *at;
    for (int depth = 1; *at < text.size(); ++*at) {
      if (text[*at] == '{') {
        out->nested = true;
        ++depth;
      } else if (text[*at] == '}' && --depth == 0) {
        out->spec = text.substr(spec, *at - spec);
        ++*at;
        return true;
      }
    }
    return fail("unmatched '{' in format spec");
  }

  bool render(const Field& field, int nesting, TextBuilder* out) {
    Value value = lookup(field.name);
    if (!value.is_error() && field.conversion) value = convert(value, field.conversion);
    if (value.is_error()) return false;
    TextBuilder spec(interp_);
    if (field.nested) {
      if (!build(field.spec, nesting - 1, &spec)) return false;
    } else {
      spec.append(field.spec);
    }
    const Value shown = format(interp_, value, str_value(interp_.heap(), spec.view()));
    if (shown.is_error()) return false;
    const std::string_view piece = shown.as<StrObject>()->view();
    out->append(piece);
    return interp_.charge_steps(piece.size() / 64);
  }

  Value convert(const Value& value, uint32_t conversion) {
    if (conversion == 'r') return repr(interp_, value);
    if (conversion == 's') return to_str(interp_, value);
    if (conversion == 'a') return ascii_of(interp_, value);
    char hex[16];
    std::snprintf(hex, sizeof hex, "\\x%x", conversion);
    const bool plain = conversion > 32 && conversion < 127;
    return interp_.raise(ExceptionKind::kValueError, "Unknown conversion specifier ",
                         plain ? std::string(1, static_cast<char>(conversion)) : hex);
  }

  // A field number in any script's digits, -1 when it is no number, -2 raised.
  int64_t number_of(std::string_view text) {
    if (text.empty()) return -1;
    int64_t value = 0;
    for (size_t pos = 0; pos < text.size();) {
      const int digit = decimal_digit(next_code_point(text, &pos));
      if (digit < 0) return -1;
      if (value > (INT64_MAX - digit) / 10) {
        fail("Too many decimal digits in format string");
        return -2;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  bool check_numbering(bool automatic) {
    const Numbering wanted = automatic ? Numbering::kAutomatic : Numbering::kManual;
    if (numbering_ == Numbering::kUnknown) numbering_ = wanted;
    if (numbering_ == wanted) return true;
    return fail(automatic ? "cannot switch from manual field specification to automatic field numbering"
                          : "cannot switch from automatic field numbering to manual field specification");
  }

  Value lookup(std::string_view name) {
    const size_t split = std::min(name.find_first_of(".["), name.size());
    const std::string_view first = name.substr(0, split);
    int64_t index = number_of(first);
    if (index == -2) return Value::error();
    if ((first.empty() || index >= 0) && !check_numbering(first.empty())) return Value::error();
    if (first.empty()) index = next_index_++;
    return follow(index >= 0 ? positional(index) : named(first), name.substr(split));
  }

  Value positional(int64_t index) {
    if (!positional_) return interp_.raise(ExceptionKind::kValueError, "Format string contains positional fields");
    if (static_cast<uint64_t>(index) < positional_->size()) return (*positional_)[static_cast<size_t>(index)];
    return interp_.raise(ExceptionKind::kIndexError, "Replacement index ", index, " out of range for positional args tuple");
  }

  Value named(std::string_view name) {
    const Value key = str_value(interp_.heap(), name);
    return mapping_.is_none() ? raise_key_error(interp_, key) : get_item(interp_, mapping_, key);
  }

  // The attributes and items behind the first part of a field name.
  Value follow(Value value, std::string_view rest) {
    while (!value.is_error() && !rest.empty()) {
      const bool attribute = rest[0] == '.';
      if (!attribute && rest[0] != '[')
        return interp_.raise(ExceptionKind::kValueError, "Only '.' or '[' may follow ']' in format field specifier");
      rest.remove_prefix(1);
      size_t end = attribute ? rest.find_first_of(".[") : rest.find(']');
      if (end == std::string_view::npos) {
        if (!attribute) return interp_.raise(ExceptionKind::kValueError, "Missing ']' in format string");
        end = rest.size();
      }
      const std::string_view part = rest.substr(0, end);
      if (part.empty()) return interp_.raise(ExceptionKind::kValueError, "Empty attribute in format string");
      value = attribute ? attribute_of(value, part) : item_of(value, part);
      rest.remove_prefix(attribute ? end : end + 1);
    }
    return value;
  }

  Value attribute_of(const Value& value, std::string_view name) {
    const auto made = make_str(interp_.heap(), name);
    return get_attr(interp_, value, made.get());
  }

  Value item_of(const Value& value, std::string_view key) {
    const int64_t index = number_of(key);
    if (index == -2) return Value::error();
    return get_item(interp_, value, index >= 0 ? Value::integer(index) : str_value(interp_.heap(), key));
  }

  Interpreter& interp_;
  const std::span<const Value>* positional_;
  const Value& mapping_;
  Numbering numbering_ = Numbering::kUnknown;
  int64_t next_index_ = 0;
};

}  // namespace

Value format_template(Interpreter& interp, std::string_view text, const std::span<const Value>* positional,
                      const Value& mapping) {
  TextBuilder out(interp);
  return TemplateFormatter(interp, positional, mapping).build(text, kMaxNesting, &out) ? out.str() : Value::error();
}

}  // namespace interloom::lang
