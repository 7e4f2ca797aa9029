// Binding arguments to the parameters of a Python function: CPython's order of checks, and its texts.
#include <algorithm>
#include <string>
#include <vector>

#include "worker/lang/execution.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/str.h"

namespace interloom::lang {
namespace {

std::string quoted_names(const std::vector<std::string_view>& names) {
  std::string out;
  for (size_t i = 0; i < names.size(); ++i) {
    if (i) out += i + 1 < names.size() ? ", " : names.size() == 2 ? " and " : ", and ";
    out += str_cat("'", names[i], "'");
  }
  return out;
}

class Binder {
 public:
  Binder(Interpreter& interp, Frame& frame, const Args& args)
      : interp_(interp),
        args_(args),
        function_(*frame.function),
        linked_(*function_.code),
        code_(*linked_.code),
        locals_(frame.locals),
        positional_(code_.flags & Code::kClassBody ? std::max(1u, code_.parameter_count) : code_.parameter_count),
        named_(positional_ + code_.keyword_only_count) {}

  bool bind() {
    const uint32_t given = std::min(args_.size(), positional_);
    for (uint32_t i = 0; i < given; ++i) locals_[i] = args_[i];
    uint32_t next = named_;
    if (code_.flags & Code::kVarArgs) {
      locals_[next++] = Value::object(make_tuple(interp_.heap(), args_.positional().subspan(given)));
    }
    Ref<DictObject> rest;
    if (code_.flags & Code::kVarKeywords) locals_[next] = Value::object(rest = make_dict(interp_.heap()));
    for (uint32_t k = 0; k < args_.keyword_count; ++k) {
      if (!bind_keyword(k, rest.get())) return false;
    }
    if (args_.size() > positional_ && !(code_.flags & Code::kVarArgs)) return too_many();
    return fill_positional() && fill_keyword_only();
  }

 private:
  bool fail(const std::string& text) {
    const std::string_view name = function_.qualname ? function_.qualname->view()
                                  : code_.qualname.empty() ? std::string_view(code_.name)
                                                           : std::string_view(code_.qualname);
    interp_.raise(ExceptionKind::kTypeError, name, "() ", text);
    return false;
  }

  // The parameter of that name that may be given by name, or named_.
  uint32_t find(const StrObject& name, uint32_t from, uint32_t to) const {
    for (uint32_t i = from; i < to; ++i) {
      if (linked_.locals[i] == &name) return i;
    }
    for (uint32_t i = from; i < to; ++i) {
      if (linked_.locals[i]->view() == name.view()) return i;
    }
    return named_;
  }

  bool bind_keyword(uint32_t k, DictObject* rest) {
    const Value& name = args_.names[k];
    const StrObject& text = *name.as<StrObject>();
    if (!interp_.charge_steps(1 + named_ / 8)) return false;
    const uint32_t at = find(text, code_.positional_only_count, named_);
    if (at == named_) {
      if (rest) return rest->set(interp_, name, args_.keyword_value(k));
      return positional_only_by_name() && fail(str_cat("got an unexpected keyword argument '", text.view(), "'"));
    }
    if (!locals_[at].is_undefined()) return fail(str_cat("got multiple values for argument '", text.view(), "'"));
    locals_[at] = args_.keyword_value(k);
    return true;
  }

  bool positional_only_by_name() {
    std::string names;
    for (uint32_t i = 0; i < code_.positional_only_count; ++i) {
      for (uint32_t k = 0; k < args_.keyword_count; ++k) {
        if (args_.keyword_name(k) != linked_.locals[i]->view()) continue;
        if (!names.empty()) names += ", ";
        names += linked_.locals[i]->view();
      }
    }
    return names.empty() || fail(str_cat("got some positional-only arguments passed as keyword arguments: '", names, "'"));
  }

  uint32_t default_count() const { return function_.defaults ? static_cast<uint32_t>(function_.defaults->size) : 0; }

  bool too_many() {
    uint32_t by_name = 0;
    for (uint32_t i = positional_; i < named_; ++i) by_name += !locals_[i].is_undefined();
    const uint32_t defaults = std::min(default_count(), positional_), given = args_.size();
    const std::string takes = defaults ? str_cat("from ", positional_ - defaults, " to ", positional_) : str_cat(positional_);
    std::string names;
    if (by_name) {
      names = str_cat(" positional argument", given == 1 ? "" : "s", " (and ", by_name, " keyword-only argument",
                      by_name == 1 ? "" : "s", ")");
    }
    return fail(str_cat("takes ", takes, " positional argument", defaults || positional_ != 1 ? "s" : "", " but ", given, names,
                        given == 1 && !by_name ? " was given" : " were given"));
  }

  bool missing(uint32_t first, uint32_t last, const char* kind) {
    std::vector<std::string_view> names;
    for (uint32_t i = first; i < last; ++i) {
      if (locals_[i].is_undefined()) names.push_back(linked_.locals[i]->view());
    }
    return fail(str_cat("missing ", names.size(), " required ", kind, " argument", names.size() == 1 ? "" : "s", ": ",
                        quoted_names(names)));
  }

  bool fill_positional() {
    const uint32_t defaults = std::min(default_count(), positional_), required = positional_ - defaults;
    for (uint32_t i = args_.size(); i < required; ++i) {
      if (locals_[i].is_undefined()) return missing(0, required, "positional");
    }
    if (args_.size() >= positional_) return true;
    const Value* values = defaults ? function_.defaults->items() + (function_.defaults->size - defaults) : nullptr;
    for (uint32_t i = std::max(args_.size(), required); i < positional_; ++i) {
      if (locals_[i].is_undefined()) locals_[i] = values[i - required];
    }
    return true;
  }

  bool fill_keyword_only() {
    bool complete = true;
    for (uint32_t i = positional_; i < named_; ++i) {
      if (!locals_[i].is_undefined()) continue;
      bool failed = false;
      const Value* value = function_.keyword_defaults
                               ? function_.keyword_defaults->find(interp_, Value::share(linked_.locals[i]), &failed)
                               : nullptr;
      if (failed) return false;
      if (value) {
        locals_[i] = *value;
      } else {
        complete = false;
      }
    }
    return complete || missing(positional_, named_, "keyword-only");
  }

  Interpreter& interp_;
  const Args& args_;
  FunctionObject& function_;
  const LinkedCode& linked_;
  const Code& code_;
  Value* locals_;
  const uint32_t positional_;
  const uint32_t named_;  // positional and keyword-only
};

}  // namespace

namespace {

// The arguments with one more in front.
Ref<TupleObject> with_self(Interpreter& interp, const Args& args, const Value& self) {
  const uint32_t count = args.size() + args.keyword_count;
  auto all = make_tuple(interp.heap(), uint64_t{count} + 1);
  all->items()[0] = self;
  for (uint32_t i = 0; i < count; ++i) all->items()[i + 1] = args.values[i];
  return all;
}

}  // namespace

bool Execution::bind(Frame& frame, const Args& args, const Value* self) {
  const uint32_t wanted = frame.function->code->simple_parameters;
  const uint32_t first = self != nullptr;
  if (args.size() + first == wanted && args.keyword_count == 0) [[likely]] {
    if (self) frame.locals[0] = *self;
    for (uint32_t i = first; i < wanted; ++i) frame.locals[i] = args[i - first];
    return true;
  }
  if (!self) return Binder(interp_, frame, args).bind();
  const Ref<TupleObject> all = with_self(interp_, args, *self);
  return Binder(interp_, frame, Args(all->items(), args.size() + 1, args.keyword_count, args.names)).bind();
}

}  // namespace interloom::lang
