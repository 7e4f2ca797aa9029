// Tests only: cases with CPython's answers, made by a script of testdata/ at test time, and values in and out of them.
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "worker/lang/interpreter.h"
#include "worker/lang/module.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {

inline std::string from_hex(std::string_view hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

// A value as the scripts write it: n t F iN fREPR sHEX bHEX, [ items ] ( items ) { key value ... }, space between.
class CaseReader {
 public:
  CaseReader(Interpreter& interp, const std::string& text) : interp_(interp), in_(text) {}
  Value read() {
    std::string token;
    in_ >> token;
    return read(token);
  }

 private:
  Value read(const std::string& token) {
    Heap& heap = interp_.heap();
    const std::string rest = token.substr(1);
    switch (token[0]) {
      case 'n':
        return Value::none();
      case 't':
        return Value::boolean(true);
      case 'F':
        return Value::boolean(false);
      case 'i':
        return int_from_decimal(heap, rest);
      case 'f':
        return Value::real(std::strtod(rest.c_str(), nullptr));
      case 's':
        return str_value(heap, from_hex(rest));
      case 'b':
        return Value::object(make_bytes(heap, from_hex(rest)));
      case 'c': {
        const double real = read().as_float(), imag = read().as_float();
        return Value::object(heap.make<ComplexObject>(std::complex<double>(real, imag)));
      }
      default:
        return read_items(token[0]);
    }
  }
  Value read_items(char open) {
    auto items = make_list(interp_.heap());
    std::string token;
    while (in_ >> token && token != "]" && token != ")" && token != "}") items->append(read(token));
    if (open == '[') return Value::object(items);
    if (open == '(') return Value::object(make_tuple(interp_.heap(), items->span()));
    auto dict = make_dict(interp_.heap());
    for (uint64_t i = 0; i + 1 < items->size; i += 2) dict->set(interp_, items->items[i], items->items[i + 1]);
    return Value::object(dict);
  }

  Interpreter& interp_;
  std::istringstream in_;
};

// A native module in a job of its own.
class ModuleJob {
 public:
  explicit ModuleJob(const NativeModule& native, Budget budget = {}, uint64_t hash_seed = 0)
      : interp(options(std::move(budget), hash_seed)) {
    auto name = make_str(interp.heap(), native.name);
    module = interp.heap().make<ModuleObject>(std::move(name), make_dict(interp.heap()));
    EXPECT_TRUE(native.init(interp, *module));
  }
  Value get(std::string_view name) {
    Value* found = module->dict->find(name);
    return found ? *found : Value();
  }
  Value call(std::string_view name, std::initializer_list<Value> args) {
    return lang::call(interp, get(name), Args(std::span<const Value>(args.begin(), args.size())));
  }
  Value method(const Value& object, std::string_view name, std::span<const Value> args = {}) {
    const Value method = get_attr(interp, object, name);
    return method.is_error() ? method : lang::call(interp, method, Args(args));
  }
  Value str(std::string_view text) { return str_value(interp.heap(), text); }
  // repr, or "!ValueError: text", or "stopped: reason".
  std::string text(const Value& value) {
    std::string out;
    if (!value.is_error() && repr_text(interp, value, &out)) return out;
    if (interp.stopping()) return "stopped: " + std::string(message_of(interp.stop_reason()));
    const Value exception = interp.take_exception();
    out.clear();
    str_text(interp, exception, &out);
    return str_cat("!", exception.type_name(), ": ", out);
  }

  static InterpreterOptions options(Budget budget, uint64_t hash_seed) {
    InterpreterOptions out;
    out.budget = std::move(budget);
    out.hash_seed = hash_seed;
    return out;
  }

  Interpreter interp;
  Ref<ModuleObject> module;
};

// Runs `python3 SCRIPT arguments` and gives each line's fields (the last is the expected text, decoded).
inline int for_each_case(const std::string& script, const std::string& arguments,
                         const std::function<void(const std::vector<std::string>&)>& visit) {
  const std::string command = str_cat("python3 ", INTERLOOM_SOURCE_DIR, "/worker/lang/modules/testdata/", script, " ", arguments);
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  if (!pipe) return 0;
  std::string output;
  char buffer[1 << 16];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe.get())) > 0;) output.append(buffer, n);
  std::istringstream lines(output);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
    fields.back() = fields.back() == "=" ? "" : from_hex(fields.back());
    visit(fields);
  }
  return count;
}

// INTERLOOM_LANG_SEED=N tries others.
inline int case_seed() {
  const char* seed = std::getenv("INTERLOOM_LANG_SEED");
  return seed ? std::atoi(seed) : 1;
}

}  // namespace interloom::lang::modules
