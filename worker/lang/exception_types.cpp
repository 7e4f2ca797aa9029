#include "worker/lang/exception_types.h"

#include <cstdio>
#include <iterator>

#include "worker/lang/bytes_ops.h"
#include "worker/lang/class.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

constexpr uint32_t kMaxFields = 8;

ExceptionObject& exception_of(Object* self) { return *static_cast<ExceptionObject*>(self); }
bool is_kind(const Object* self, ExceptionKind kind) { return is_subtype(self->type, &exception_type(kind)); }

Value argument(Object* self, uint64_t i) {
  TupleObject& args = *exception_of(self).args;
  return i < args.size ? args.items()[i] : Value::none();
}

// A field as the arguments give it.
Value stop_iteration_default(Object* self, uint32_t) { return argument(self, 0); }
Value system_exit_default(Object* self, uint32_t) {
  TupleObject& args = *exception_of(self).args;
  return args.size > 1 ? Value::share(&args) : argument(self, 0);
}
Value import_default(Object* self, uint32_t field) {
  return field == 0 && exception_of(self).args->size == 1 ? argument(self, 0) : Value::none();
}
Value no_default(Object*, uint32_t) { return Value::none(); }
Value os_default(Object* self, uint32_t field) {
  const uint64_t n = exception_of(self).args->size;
  return field < 2 && n >= 2 && n <= 5 ? argument(self, field) : Value::none();
}
Value syntax_default(Object* self, uint32_t field) {
  if (field == 0) return argument(self, 0);
  const Value details = argument(self, 1);
  auto* tuple = details.as<TupleObject>();
  return exception_of(self).args->size == 2 && tuple && field - 1 < tuple->size ? tuple->items()[field - 1] : Value::none();
}
Value unicode_default(Object* self, uint32_t field) {
  const bool translate = is_kind(self, ExceptionKind::kUnicodeTranslateError);
  return translate ? (field == 0 ? Value::none() : argument(self, field - 1)) : argument(self, field);
}

template <Value (*fallback)(Object*, uint32_t), uint32_t field>
Value get_field(Interpreter&, Object* self) {
  const auto& fields = exception_of(self).fields;
  if (fields && !fields->items()[field].is_undefined()) return fields->items()[field];
  return fallback(self, field);
}
template <uint32_t field>
bool set_field(Interpreter& interp, Object* self, const Value& value) {
  set_exception_field(interp, exception_of(self), field, value.is_undefined() ? Value::none() : value);
  return true;
}
template <Value (*fallback)(Object*, uint32_t), uint32_t field>
constexpr Property property(const char* name) {
  return {name, get_field<fallback, field>, set_field<field>};
}

constexpr Property kEnd = {nullptr, nullptr, nullptr};
const Property kStopIterationProperties[] = {property<stop_iteration_default, 0>("value"), kEnd};
const Property kSystemExitProperties[] = {property<system_exit_default, 0>("code"), kEnd};
const Property kImportProperties[] = {property<import_default, 0>("msg"), property<import_default, 1>("name"),
                                      property<import_default, 2>("path"), kEnd};
const Property kNameProperties[] = {property<no_default, 0>("name"), kEnd};
const Property kAttributeProperties[] = {property<no_default, 0>("name"), property<no_default, 1>("obj"), kEnd};
const Property kOsProperties[] = {property<os_default, 0>("errno"), property<os_default, 1>("strerror"),
                                  property<os_default, 2>("filename"), property<os_default, 3>("filename2"), kEnd};
const Property kSyntaxProperties[] = {property<syntax_default, 0>("msg"),
                                      property<syntax_default, 1>("filename"),
                                      property<syntax_default, 2>("lineno"),
                                      property<syntax_default, 3>("offset"),
                                      property<syntax_default, 4>("text"),
                                      property<syntax_default, 5>("end_lineno"),
                                      property<syntax_default, 6>("end_offset"),
                                      property<no_default, 7>("print_file_and_line"),
                                      kEnd};
const Property kUnicodeProperties[] = {property<unicode_default, 0>("encoding"), property<unicode_default, 1>("object"),
                                       property<unicode_default, 2>("start"),    property<unicode_default, 3>("end"),
                                       property<unicode_default, 4>("reason"),   kEnd};

// Initializers.
bool set_arguments(Interpreter& interp, Object* self, const Args& args) {
  exception_of(self).args = make_tuple(interp.heap(), args.positional());
  return true;
}

bool init_plain(Interpreter& interp, Object* self, const Args& args) {
  if (!args.keyword_count) return set_arguments(interp, self, args);
  interp.raise(ExceptionKind::kTypeError, self->type->name, "() takes no keyword arguments");
  return false;
}

// Keywords that set fields, from `first` on.
bool init_with_keywords(Interpreter& interp, Object* self, const Args& args, const char* type, std::span<const char* const> names,
                        uint32_t first) {
  for (uint32_t k = 0; k < args.keyword_count; ++k) {
    uint32_t at = 0;
    while (at < names.size() && args.keyword_name(k) != names[at]) ++at;
    if (at == names.size()) {
      interp.raise(ExceptionKind::kTypeError, "'", args.keyword_name(k), "' is an invalid keyword argument for ", type, "()");
      return false;
    }
    set_exception_field(interp, exception_of(self), first + at, args.keyword_value(k));
  }
  return set_arguments(interp, self, args);
}

bool init_name(Interpreter& interp, Object* self, const Args& args) {
  static constexpr const char* kNames[] = {"name"};
  return init_with_keywords(interp, self, args, "NameError", kNames, 0);
}
bool init_attribute(Interpreter& interp, Object* self, const Args& args) {
  static constexpr const char* kNames[] = {"name", "obj"};
  return init_with_keywords(interp, self, args, "AttributeError", kNames, 0);
}
bool init_import(Interpreter& interp, Object* self, const Args& args) {
  static constexpr const char* kNames[] = {"name", "path"};
  return init_with_keywords(interp, self, args, "ImportError", kNames, 1);
}

// OSError(errno, strerror, filename, winerror, filename2): the first two stay arguments.
bool init_os(Interpreter& interp, Object* self, const Args& args) {
  if (!init_plain(interp, self, args)) return false;
  ExceptionObject& e = exception_of(self);
  if (args.size() < 3 || args.size() > 5) return true;
  if (!args[2].is_none()) {
    set_exception_field(interp, e, 2, args[2]);
    if (args.size() == 5 && !args[4].is_none()) set_exception_field(interp, e, 3, args[4]);
    e.args = make_tuple(interp.heap(), args.positional().subspan(0, 2));
  }
  return true;
}

bool init_syntax(Interpreter& interp, Object* self, const Args& args) {
  if (!init_plain(interp, self, args)) return false;
  if (args.size() != 2) return true;
  auto details = make_list(interp.heap());
  if (!extend_list(interp, *details, args[1])) return false;
  auto fail = [&](auto... pieces) {
    interp.raise(ExceptionKind::kTypeError, pieces...);
    return false;
  };
  if (details->size < 4) return fail("function takes at least 4 arguments (", details->size, " given)");
  if (details->size > 6) return fail("function takes at most 6 arguments (", details->size, " given)");
  if (details->size == 5) return fail("end_offset must be provided when end_lineno is provided");
  for (uint32_t i = 0; i < details->size; ++i) set_exception_field(interp, exception_of(self), i + 1, details->items[i]);
  return true;
}

// What is at fault for the i-th argument of a Unicode error, or null.
bool check_unicode_argument(Interpreter& interp, const Value& value, uint32_t i, bool want_int) {
  if (want_int ? is_integer(plain_number(value)) : value.is<StrObject>()) return true;
  if (want_int) {
    interp.raise(ExceptionKind::kTypeError, "'", value.type_name(), "' object cannot be interpreted as an integer");
  } else {
    interp.raise(ExceptionKind::kTypeError, "argument ", i + 1, " must be str, not ",
                 value.is_none() ? "None" : value.type_name());
  }
  return false;
}

bool init_unicode(Interpreter& interp, Object* self, const Args& args) {
  if (!init_plain(interp, self, args)) return false;
  const bool translate = is_kind(self, ExceptionKind::kUnicodeTranslateError);
  const bool decode = is_kind(self, ExceptionKind::kUnicodeDecodeError);
  const uint32_t wanted = translate ? 4 : 5;
  if (args.size() != wanted) {
    interp.raise(ExceptionKind::kTypeError, "function takes exactly ", wanted, " arguments (", args.size(), " given)");
    return false;
  }
  for (uint32_t i = 0; i < wanted; ++i) {
    const uint32_t field = translate ? i + 1 : i;
    if (field == 1 && decode) {
      std::string_view bytes;
      if (!need_bytes(interp, args[i], &bytes)) return false;
      if (!args[i].is<BytesObject>())
        set_exception_field(interp, exception_of(self), 1, Value::object(make_bytes(interp.heap(), bytes)));
    } else if (!check_unicode_argument(interp, args[i], i, field == 2 || field == 3)) {
      return false;
    }
  }
  return true;
}

// Texts.
Value plain_str(Interpreter& interp, Object* self) {
  TupleObject& args = *exception_of(self).args;
  if (args.size == 0) return str_value(interp.heap(), "");
  return args.size == 1 ? to_str(interp, args.items()[0]) : repr(interp, Value::share(&args));
}

// A KeyError shows its key as it is written.
Value key_str(Interpreter& interp, Object* self) {
  TupleObject& args = *exception_of(self).args;
  return args.size == 1 ? repr(interp, args.items()[0]) : plain_str(interp, self);
}

Value import_str(Interpreter& interp, Object* self) {
  const Value message = get_field<import_default, 0>(interp, self);
  return message.is<StrObject>() ? message : plain_str(interp, self);
}

Value os_str(Interpreter& interp, Object* self) {
  const Value number = get_field<os_default, 0>(interp, self), text = get_field<os_default, 1>(interp, self);
  const Value file = get_field<os_default, 2>(interp, self), other = get_field<os_default, 3>(interp, self);
  const bool numbered = !number.is_none() || !text.is_none();
  if (file.is_none() && !numbered) return plain_str(interp, self);
  std::string out = "[Errno ";
  if (!str_text(interp, number, &out)) return Value::error();
  out += "] ";
  if (!str_text(interp, text, &out)) return Value::error();
  if (!file.is_none()) {
    out += ": ";
    if (!repr_text(interp, file, &out)) return Value::error();
  }
  if (!file.is_none() && !other.is_none()) {
    out += " -> ";
    if (!repr_text(interp, other, &out)) return Value::error();
  }
  return str_value(interp.heap(), out);
}

Value syntax_str(Interpreter& interp, Object* self) {
  std::string out;
  if (!str_text(interp, get_field<syntax_default, 0>(interp, self), &out)) return Value::error();
  const Value file = get_field<syntax_default, 1>(interp, self), line = get_field<syntax_default, 2>(interp, self);
  std::string where;
  if (const auto* str = file.as<StrObject>()) where = str->view().substr(str->view().rfind('/') + 1);
  std::string number;
  if (line.is_int() && !str_text(interp, line, &number)) return Value::error();
  if (!where.empty() && !number.empty()) {
    out += str_cat(" (", where, ", line ", number, ")");
  } else if (!where.empty()) {
    out += str_cat(" (", where, ")");
  } else if (!number.empty()) {
    out += str_cat(" (line ", number, ")");
  }
  return str_value(interp.heap(), out);
}

// The one byte or character that an error is about; empty: several, or none.
std::string unicode_subject(Interpreter& interp, Object* self, int64_t start, int64_t end, bool decode) {
  const Value object = get_field<unicode_default, 1>(interp, self);
  if (end != start + 1 || start < 0) return "";
  char buffer[40];
  if (decode) {
    std::string_view bytes;
    if (!bytes_like(object, &bytes) || static_cast<uint64_t>(start) >= bytes.size()) return "";
    std::snprintf(buffer, sizeof buffer, "byte 0x%02x", static_cast<unsigned char>(bytes[static_cast<size_t>(start)]));
    return buffer;
  }
  auto* str = object.as<StrObject>();
  if (!str || static_cast<uint64_t>(start) >= str->length) return "";
  size_t pos = str_offset(interp.heap(), *str, static_cast<uint64_t>(start));
  const uint32_t c = next_code_point(str->view(), &pos);
  std::snprintf(buffer, sizeof buffer,
                c <= 0xFF     ? "character '\\x%02x'"
                : c <= 0xFFFF ? "character '\\u%04x'"
                              : "character '\\U%08x'",
                c);
  return buffer;
}

Value unicode_str(Interpreter& interp, Object* self) {
  const bool translate = is_kind(self, ExceptionKind::kUnicodeTranslateError);
  const bool decode = is_kind(self, ExceptionKind::kUnicodeDecodeError);
  const Value first = get_field<unicode_default, 2>(interp, self), last = get_field<unicode_default, 3>(interp, self);
  if (!first.is_int() || !last.is_int()) return str_value(interp.heap(), "");
  const int64_t start = first.as_int(), end = last.as_int();
  std::string encoding, reason;
  if (!str_text(interp, get_field<unicode_default, 0>(interp, self), &encoding) ||
      !str_text(interp, get_field<unicode_default, 4>(interp, self), &reason))
    return Value::error();
  std::string out = translate ? "can't translate " : str_cat("'", encoding, "' codec can't ", decode ? "decode " : "encode ");
  const std::string subject = unicode_subject(interp, self, start, end, decode);
  if (!subject.empty()) {
    out += str_cat(subject, " in position ", start);
  } else {
    out += str_cat(decode ? "bytes" : "characters", " in position ", start, "-", end - 1);
  }
  return str_value(interp.heap(), str_cat(out, ": ", reason));
}

Value exception_repr(Interpreter& interp, Object* self) {
  TupleObject& args = *exception_of(self).args;
  std::string out = std::string(self->type->name) + "(";
  for (uint64_t i = 0; i < args.size; ++i) {
    if (i) out += ", ";
    if (!repr_text(interp, args.items()[i], &out)) return Value::error();
  }
  return str_value(interp.heap(), out + ")");
}

// OSError(errno, ...) makes the class that is for that number.
const Type& os_type(const Args& args) {
  struct Number {
    int64_t number;
    ExceptionKind kind;
  };
  static constexpr Number kNumbers[] = {
      {1, ExceptionKind::kPermissionError},        {2, ExceptionKind::kFileNotFoundError},
      {3, ExceptionKind::kProcessLookupError},     {4, ExceptionKind::kInterruptedError},
      {10, ExceptionKind::kChildProcessError},     {11, ExceptionKind::kBlockingIOError},
      {13, ExceptionKind::kPermissionError},       {17, ExceptionKind::kFileExistsError},
      {20, ExceptionKind::kNotADirectoryError},    {21, ExceptionKind::kIsADirectoryError},
      {32, ExceptionKind::kBrokenPipeError},       {103, ExceptionKind::kConnectionAbortedError},
      {104, ExceptionKind::kConnectionResetError}, {108, ExceptionKind::kBrokenPipeError},
      {110, ExceptionKind::kTimeoutError},         {111, ExceptionKind::kConnectionRefusedError},
      {114, ExceptionKind::kBlockingIOError},      {115, ExceptionKind::kBlockingIOError}};
  const bool numbered = args.size() >= 2 && args.size() <= 5 && args[0].is_int();
  for (const Number& entry : kNumbers) {
    if (numbered && entry.number == args[0].as_int()) return exception_type(entry.kind);
  }
  return exception_type(ExceptionKind::kOSError);
}

// For a derived class: an instance with its arguments, which __init__ finishes.
Value construct_exception(Interpreter& interp, const Type& type, const Args& args) {
  if (is_subtype(&type, &exception_type(ExceptionKind::kBaseExceptionGroup))) return make_group(interp, type, args);
  const Type& made = &type == &exception_type(ExceptionKind::kOSError) ? os_type(args) : type;
  Value exception = make_exception(interp.heap(), made, make_tuple(interp.heap(), args.positional()));
  if (type.user_class) return exception;
  return type.init(interp, exception.object(), args) ? exception : Value::error();
}

struct Family {
  ExceptionKind kind;
  Value (*str)(Interpreter&, Object*);
  bool (*init)(Interpreter&, Object*, const Args&);
  const Property* properties;
};
constexpr Family kFamilies[] = {
    {ExceptionKind::kStopIteration, plain_str, init_plain, kStopIterationProperties},
    {ExceptionKind::kSystemExit, plain_str, init_plain, kSystemExitProperties},
    {ExceptionKind::kKeyError, key_str, init_plain, nullptr},
    {ExceptionKind::kImportError, import_str, init_import, kImportProperties},
    {ExceptionKind::kNameError, plain_str, init_name, kNameProperties},
    {ExceptionKind::kAttributeError, plain_str, init_attribute, kAttributeProperties},
    {ExceptionKind::kOSError, os_str, init_os, kOsProperties},
    {ExceptionKind::kSyntaxError, syntax_str, init_syntax, kSyntaxProperties},
    {ExceptionKind::kUnicodeDecodeError, unicode_str, init_unicode, kUnicodeProperties},
    {ExceptionKind::kUnicodeEncodeError, unicode_str, init_unicode, kUnicodeProperties},
    {ExceptionKind::kUnicodeTranslateError, unicode_str, init_unicode, kUnicodeProperties},
    {ExceptionKind::kBaseExceptionGroup, group_str, init_plain, kGroupProperties},
};

}  // namespace

void set_exception_field(Interpreter& interp, ExceptionObject& exception, uint32_t field, Value value) {
  if (!exception.fields) exception.fields = make_tuple(interp.heap(), uint64_t{kMaxFields});
  exception.fields->items()[field] = std::move(value);
}

Value raise_name_error(Interpreter& interp, ExceptionKind kind, StrObject* name, std::string_view message) {
  Value error = make_exception(interp.heap(), exception_type(kind), message);
  set_exception_field(interp, *as_exception(error), kNameErrorName, Value::share(name));
  return interp.raise_value(std::move(error));
}

void fill_exception_type(ExceptionKind kind, Type* type) {
  type->basic_size = sizeof(ExceptionObject);
  type->repr = exception_repr;
  type->construct = construct_exception;
  type->str = type->base ? type->base->str : plain_str;
  type->init = type->base ? type->base->init : init_plain;
  type->get_attr = nullptr;
  if (kind == ExceptionKind::kBaseException) {
    type->properties = kExceptionProperties;
    type->methods = kExceptionMethods;
  }
  if (kind == ExceptionKind::kBaseExceptionGroup) type->methods = kGroupMethods;
  for (const Family& family : kFamilies) {
    if (family.kind != kind) continue;
    type->str = family.str;
    type->init = family.init;
    type->properties = family.properties;
  }
}

}  // namespace interloom::lang
