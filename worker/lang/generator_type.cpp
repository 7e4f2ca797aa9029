// What Python code sees of a generator: methods and attributes.
#include "worker/lang/class.h"
#include "worker/lang/generator.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_attributes.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

using State = GeneratorObject::State;

GeneratorObject& generator_of(Object* self) { return *static_cast<GeneratorObject*>(self); }
GeneratorObject& generator_of(const Value& self) { return generator_of(self.object()); }

Value next_of(Interpreter& interp, Object* self) {
  return generator_send(interp, generator_of(self), Value::none());
}

// What a method gives: at the generator's end StopIteration.
Value item_or_stop(Interpreter& interp, const Value& self, Value item) {
  return item.is_undefined() ? raise_stop_iteration(interp, self) : item;
}

Value send_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "generator.send", args, 1, 1)) return Value::error();
  return item_or_stop(interp, self, generator_send(interp, generator_of(self), args[0]));
}

// The exception that throw(type, value) means.
Value thrown(Interpreter& interp, const Args& args) {
  const Value& kind = args[0];
  const Value value = args.size() > 1 ? args[1] : Value::none();
  if (as_exception(kind)) {
    if (value.is_none()) return kind;
    return interp.raise(ExceptionKind::kTypeError, "instance exception may not have a separate value");
  }
  const auto* cls = kind.as<TypeObject>();
  if (!cls || !is_subtype(cls->described, &exception_type(ExceptionKind::kBaseException))) {
    return interp.raise(ExceptionKind::kTypeError, "exceptions must be classes or instances deriving from BaseException, not ",
                        kind.type_name());
  }
  if (as_exception(value) && is_subtype(value.object()->type, cls->described)) return value;
  if (auto* tuple = value.as<TupleObject>()) return call(interp, kind, Args(std::span<const Value>(tuple->span())));
  return call(interp, kind, value.is_none() ? Args() : Args(std::span<const Value>(&value, 1)));
}

Value throw_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "throw", args, 1, 3)) return Value::error();
  Value exception = thrown(interp, args);
  if (exception.is_error()) return exception;
  return item_or_stop(interp, self, generator_throw(interp, generator_of(self), std::move(exception)));
}

Value close_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "generator.close", args, 0, 0)) return Value::error();
  return generator_close(interp, generator_of(self)) ? Value::none() : Value::error();
}

const Method kMethods[] = {
    {"send", send_method},
    {"throw", throw_method},
    {"close", close_method},
    {nullptr, nullptr},
};

Value name_of(Interpreter& interp, const GeneratorObject& generator, bool qualified) {
  const Value& own = qualified ? generator.qualname : generator.name;
  if (!own.is_undefined()) return own;
  const Code& code = *generator.frame.function->code->code;
  return Value::share(interp.intern(qualified && !code.qualname.empty() ? code.qualname : code.name));
}

bool set_name(Interpreter& interp, Value& name, const Value& value, const char* attribute) {
  if (!value.is<StrObject>()) {
    interp.raise(ExceptionKind::kTypeError, attribute, " must be set to a string object");
    return false;
  }
  name = value;
  return true;
}

const Property kProperties[] = {
    {"__name__", [](Interpreter& i, Object* self) { return name_of(i, generator_of(self), false); },
     [](Interpreter& i, Object* self, const Value& v) { return set_name(i, generator_of(self).name, v, "__name__"); }},
    {"__qualname__", [](Interpreter& i, Object* self) { return name_of(i, generator_of(self), true); },
     [](Interpreter& i, Object* self, const Value& v) { return set_name(i, generator_of(self).qualname, v, "__qualname__"); }},
    {"gi_running", [](Interpreter&, Object* self) { return Value::boolean(generator_of(self).state == State::kRunning); }, nullptr},
    {"gi_suspended", [](Interpreter&, Object* self) { return Value::boolean(generator_of(self).state == State::kSuspended); },
     nullptr},
    {"gi_yieldfrom",
     [](Interpreter&, Object* self) {
       Value delegate = generator_of(self).sent_to();
       return delegate.is_undefined() ? Value::none() : delegate;
     },
     nullptr},
    // Frames are not shown: something that is not None while there is one.
    {"gi_frame",
     [](Interpreter&, Object* self) {
       return generator_of(self).state == State::kFinished ? Value::none() : Value::ellipsis();
     },
     nullptr},
    {"gi_code", [](Interpreter& i, Object* self) { return code_value(i, *generator_of(self).frame.function); }, nullptr},
    {nullptr, nullptr, nullptr},
};

}  // namespace

const Type GeneratorObject::kType = {
    .name = "generator",
    .destroy = destroy_generator,
    .repr =
        [](Interpreter& interp, Object* self) {
          const Value name = name_of(interp, generator_of(self), true);
          const auto* text = name.as<StrObject>();
          return str_value(interp.heap(), str_cat("<generator object ", text ? text->view() : "?", " at ",
                                                  id_text(interp, Value::share(self)), ">"));
        },
    .iter = [](Interpreter&, Object* self) { return Value::share(self); },
    .next = next_of,
    .methods = kMethods,
    .properties = kProperties,
};

}  // namespace interloom::lang
