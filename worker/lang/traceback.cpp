#include "worker/lang/traceback.h"

#include <algorithm>
#include <vector>

#include "worker/lang/class.h"
#include "worker/lang/exception.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

constexpr size_t kMaxText = 256 << 10;
constexpr uint64_t kShownRepeats = 3;
constexpr size_t kGroupWidth = 15;
constexpr int kGroupDepth = 10;
constexpr size_t kMaxChain = 100;

// A frame of a traceback, as far as it is shown.
struct Line {
  const Code* code;
  uint32_t number;
  bool operator==(const Line&) const = default;
};

Line line_of(const ExceptionObject::Trace& trace) {
  const Code& code = *trace.code->code;
  const auto* position = code.position_of(trace.offset);
  return {&code, position ? position->line : code.first_line};
}

std::string_view strip(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\f");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\f\r") - first + 1);
}

std::string stack_text(const ExceptionObject& exception) {
  std::string out;
  uint64_t repeats = 0;
  Line last{nullptr, 0};
  auto close = [&] {
    if (repeats <= kShownRepeats) return;
    const uint64_t more = repeats - kShownRepeats;
    out += str_cat("  [Previous line repeated ", more, " more time", more == 1 ? "" : "s", "]\n");
  };
  for (uint64_t i = exception.trace_size; i-- > 0 && out.size() < kMaxText;) {
    const Line line = line_of(exception.trace[i]);
    if (line != last) {
      close();
      repeats = 0;
      last = line;
    }
    if (++repeats > kShownRepeats) continue;
    out += str_cat("  File \"", line.code->file, "\", line ", line.number, ", in ", line.code->name, "\n");
    const std::string_view source = strip(line.code->source_line(line.number));
    if (!source.empty()) out += str_cat("    ", source, "\n");
  }
  close();
  return out;
}

class Formatter {
 public:
  Formatter(Interpreter& interp, const Value& top, const std::string* message) : interp_(interp), top_(top), message_(message) {}

  void format(const Value& exception) {
    if (!interp_.check_native_stack()) {
      interp_.take_exception();
      return;
    }
    struct Part {
      const char* before;
      Value exception;
    };
    std::vector<Part> parts{{nullptr, exception}};
    while (parts.size() < kMaxChain) {
      const ExceptionObject* object = as_exception(parts.back().exception);
      const bool caused = as_exception(object->cause) != nullptr;
      if (!caused && (object->suppress_context || !as_exception(object->context))) break;
      const Value next = caused ? object->cause : object->context;
      bool known = false;
      for (const Part& part : parts) known |= part.exception.same(next);
      if (known) break;
      parts.back().before = caused ? "\nThe above exception was the direct cause of the following exception:\n\n"
                                   : "\nDuring handling of the above exception, another exception occurred:\n\n";
      parts.push_back({nullptr, next});
    }
    for (size_t i = parts.size(); i-- > 0;) {
      if (parts[i].before) emit(parts[i].before);
      one(parts[i].exception);
    }
  }

  std::string text;

 private:
  std::string indent() const { return std::string(static_cast<size_t>(2 * depth_), ' '); }

  void emit(std::string_view lines, char margin = '|') {
    if (text.size() > kMaxText) return;
    if (depth_ == 0) {
      text += lines;
      return;
    }
    while (!lines.empty()) {
      const size_t end = std::min(lines.find('\n'), lines.size() - 1) + 1;
      text += str_cat(indent(), std::string(1, margin), " ", lines.substr(0, end));
      lines.remove_prefix(end);
    }
  }

  // An attribute, undefined when there is none.
  Value attribute(const Value& object, std::string_view name) {
    Value found = get_attr(interp_, object, name);
    if (!found.is_error()) return found;
    interp_.take_exception();
    return Value::undefined();
  }
  std::string str_attribute(const Value& object, std::string_view name) {
    const Value found = attribute(object, name);
    const auto* str = found.as<StrObject>();
    return str ? std::string(str->view()) : std::string();
  }

  std::string type_name(const Value& exception) {
    const Type& type = *exception.object()->type;
    if (!type.user_class) return type.module ? str_cat(type.module, ".", type.name) : type.name;
    const Value cls = interp_.type_object(type);
    const std::string name = str_attribute(cls, "__qualname__"), module = str_attribute(cls, "__module__");
    return module.empty() || module == "builtins" || module == "__main__" ? name : str_cat(module, ".", name);
  }

  // Where a SyntaxError points to.
  std::string syntax_location(const Value& exception) {
    const Value line = attribute(exception, "lineno");
    if (!line.is_int()) return {};
    const std::string file = str_attribute(exception, "filename");
    std::string out = str_cat("  File \"", file.empty() ? "<string>" : file, "\", line ", line.as_int(), "\n");
    const std::string source = str_attribute(exception, "text");
    const std::string_view shown = strip(std::string_view(source).substr(0, source.find('\n')));
    if (shown.empty()) return out;
    out += str_cat("    ", shown, "\n");
    const Value offset = attribute(exception, "offset");
    if (!offset.is_int() || offset.as_int() < 1) return out;
    const int64_t skipped = static_cast<int64_t>(shown.data() - source.data());
    const int64_t at = std::clamp<int64_t>(offset.as_int() - 1 - skipped, 0, static_cast<int64_t>(shown.size()));
    const Value end = attribute(exception, "end_offset");
    const int64_t last = end.is_int() ? end.as_int() - 1 - skipped : at + 1;
    const int64_t width = std::clamp<int64_t>(last - at, 1, std::max<int64_t>(1, static_cast<int64_t>(shown.size()) - at));
    return out + std::string(static_cast<size_t>(4 + at), ' ') + std::string(static_cast<size_t>(width), '^') + "\n";
  }

  std::string last_line(const Value& exception) {
    std::string out, message;
    const bool syntax = is_subtype(exception.object()->type, &exception_type(ExceptionKind::kSyntaxError));
    if (syntax) out = syntax_location(exception);
    if (!out.empty()) {
      message = str_attribute(exception, "msg");
    } else if (message_ && exception.same(top_)) {
      message = *message_;
    } else if (!str_text(interp_, exception, &message)) {
      interp_.take_exception();
      message = "<exception str() failed>";
    }
    out += type_name(exception);
    if (!message.empty()) out += ": " + message;
    out += "\n";
    const Value notes = attribute(exception, "__notes__");
    auto* list = notes.as<ListObject>();
    for (uint64_t i = 0; list && i < list->size; ++i) {
      std::string note;
      if (str_text(interp_, list->items[i], &note)) out += note + "\n";
    }
    return out;
  }

  void one(const Value& exception) {
    const ExceptionObject& object = *as_exception(exception);
    const Value parts = attribute(exception, "exceptions");
    const auto* group = parts.as<TupleObject>();
    if (!group) {
      if (object.trace_size) emit("Traceback (most recent call last):\n" + stack_text(object));
      return emit(last_line(exception));
    }
    if (depth_ > kGroupDepth) return emit(str_cat("... (max_group_depth is ", kGroupDepth, ")\n"));
    const bool outermost = depth_ == 0;
    if (outermost) ++depth_;
    if (object.trace_size) {
      emit("Exception Group Traceback (most recent call last):\n", outermost ? '+' : '|');
      emit(stack_text(object));
    }
    emit(last_line(exception));
    members(*parts.as<TupleObject>());
    if (outermost) depth_ = 0;
  }

  void members(TupleObject& group) {
    const size_t shown = group.size <= kGroupWidth ? group.size : kGroupWidth + 1;
    open_ = false;
    for (size_t i = 0; i < shown && text.size() < kMaxText; ++i) {
      const bool last = i + 1 == shown, cut = i >= kGroupWidth;
      if (last) open_ = true;  // whoever is innermost draws the closing line
      text += str_cat(indent(), i == 0 ? "+-" : "  ", "+---------------- ", cut ? std::string("...") : str_cat(i + 1),
                      " ----------------\n");
      ++depth_;
      if (cut) {
        const size_t more = group.size - kGroupWidth;
        emit(str_cat("and ", more, " more exception", more > 1 ? "s" : "", "\n"));
      } else if (as_exception(group.items()[i])) {
        format(group.items()[i]);
      }
      if (last && open_) {
        text += indent() + "+------------------------------------\n";
        open_ = false;
      }
      --depth_;
    }
  }

  Interpreter& interp_;
  const Value& top_;
  const std::string* message_;
  int depth_ = 0;
  bool open_ = false;
};

}  // namespace

std::string format_exception(Interpreter& interp, const Value& exception, const std::string* message) {
  if (!as_exception(exception)) return {};
  Formatter formatter(interp, exception, message);
  formatter.format(exception);
  return std::move(formatter.text);
}

}  // namespace interloom::lang
