// Compares operations with CPython: testdata/cases.py and text_cases.py make random cases with the answers of the machine's
// python3.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "worker/lang/builtins.h"
#include "worker/lang/bytes_ops.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"

namespace interloom::lang {
namespace {

std::string from_hex(std::string_view hex) {
  std::string out;
  for (size_t i = 0; i + 1 < hex.size(); i += 2) out += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
  return out;
}

class Reader {
 public:
  Reader(Interpreter& interp, const std::string& text) : interp_(interp), in_(text) {}
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
      case 'e':
        return Value::ellipsis();
      case 'i':
        return int_from_decimal(heap, rest);
      case 'f':
        return Value::real(std::strtod(rest.c_str(), nullptr));
      case 's':
        return str_value(heap, from_hex(rest));
      case 'b':
        return Value::object(make_bytes(heap, from_hex(rest)));
      case 'B':
        return make_bytearray(interp_, BytearrayObject::kType, from_hex(rest));
      case 'c': {
        const double real = read().as_float(), imag = read().as_float();
        return Value::object(heap.make<ComplexObject>(std::complex<double>(real, imag)));
      }
      case ':': {
        Value start = read(), stop = read(), step = read();
        return Value::object(heap.make<SliceObject>(start, stop, step));
      }
      default:
        return read_container(token[0]);
    }
  }

  Value read_container(char open) {
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

const std::map<std::string, BinaryOp> kBinary = {
    {"+", BinaryOp::kAdd},       {"-", BinaryOp::kSub},     {"*", BinaryOp::kMul},  {"/", BinaryOp::kTrueDiv},
    {"//", BinaryOp::kFloorDiv}, {"%", BinaryOp::kMod},     {"**", BinaryOp::kPow}, {"@", BinaryOp::kMatMul},
    {"<<", BinaryOp::kLShift},   {">>", BinaryOp::kRShift}, {"&", BinaryOp::kAnd},  {"|", BinaryOp::kOr},
    {"^", BinaryOp::kXor}};
const std::map<std::string, CompareOp> kCompare = {{"<", CompareOp::kLt},  {"<=", CompareOp::kLe}, {"==", CompareOp::kEq},
                                                   {"!=", CompareOp::kNe}, {">", CompareOp::kGt},  {">=", CompareOp::kGe}};
const std::map<std::string, UnaryOp> kUnary = {
    {"neg", UnaryOp::kNeg}, {"pos", UnaryOp::kPos}, {"invert", UnaryOp::kInvert}, {"not", UnaryOp::kNot}};

Value boolean(int answer) { return answer < 0 ? Value::error() : Value::boolean(answer); }

// template.format(*positional, **keywords): args are the template, a tuple and a dict.
Value format_call(Interpreter& interp, std::vector<Value>& args) {
  std::vector<Value> values(args[1].as<TupleObject>()->span().begin(), args[1].as<TupleObject>()->span().end());
  std::vector<Value> names;
  const uint32_t positional = static_cast<uint32_t>(values.size());
  uint64_t position = 0;
  while (const DictObject::Entry* entry = args[2].as<DictObject>()->next(&position)) {
    names.push_back(entry->key);
    values.push_back(entry->value);
  }
  const Value method = get_attr(interp, args[0], "format");
  return call(interp, method, Args(values.data(), positional, static_cast<uint32_t>(names.size()), names.data()));
}

Value evaluate(Interpreter& interp, const std::string& op, std::vector<Value>& args) {
  if (const auto it = kBinary.find(op); it != kBinary.end()) return binary_op(interp, it->second, args[0], args[1]);
  if (const auto it = kCompare.find(op); it != kCompare.end()) return compare_op(interp, it->second, args[0], args[1]);
  if (const auto it = kUnary.find(op); it != kUnary.end()) return unary_op(interp, it->second, args[0]);
  if (op == "getitem") return get_item(interp, args[0], args[1]);
  if (op == "setitem") return set_item(interp, args[0], args[1], args[2]) ? args[0] : Value::error();
  if (op == "in") return boolean(contains(interp, args[1], args[0]));
  if (op == "format") return format(interp, args[0], args[1]);
  if (op == "format_call") return format_call(interp, args);
  if (op == "pow_mod") return number_pow_mod(interp, args[0], args[1], args[2]);
  if (op == "hash") {
    int64_t hash;
    return hash_of(interp, args[0], &hash) ? Value::integer(hash) : Value::error();
  }
  if (op[0] == '.') {
    const Value method = get_attr(interp, args[0], op.substr(1));
    if (method.is_error()) return method;
    Value out = call(interp, method, Args(std::span<const Value>(args).subspan(1)));
    const bool may_change = args[0].is<ListObject>() || args[0].is<DictObject>() || args[0].is<BytearrayObject>();
    if (out.is_error() || !may_change) return out;
    const Value pair[] = {out, args[0]};
    return Value::object(make_tuple(interp.heap(), pair));
  }
  Value out = call(interp, *find_builtin(interp, op), Args(std::span<const Value>(args)));
  if (out.is_error() || (op != "zip" && op != "enumerate")) return out;
  return call(interp, *find_builtin(interp, "list"), Args(std::span<const Value>(&out, 1)));
}

std::string answer(Interpreter& interp, const Value& value) {
  std::string text;
  if (!value.is_error() && repr_text(interp, value, &text)) return text;
  if (interp.stopping()) return "stopped: " + std::string(message_of(interp.stop_reason()));
  const Value exception = interp.take_exception();
  text.clear();
  str_text(interp, exception, &text);
  return str_cat("!", exception.type_name(), ": ", text);
}

std::vector<std::string> split(const std::string& line) {
  std::vector<std::string> out;
  std::istringstream in(line);
  for (std::string field; std::getline(in, field, '\t');) out.push_back(field);
  return out;
}

void compare_with_cpython(const char* script, int seed, int count) {
  const std::string command = str_cat("python3 ", INTERLOOM_SOURCE_DIR, "/worker/lang/testdata/", script, " ", seed, " ", count);
  std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  ASSERT_TRUE(pipe);
  std::string output;
  char buffer[1 << 16];
  for (size_t n; (n = fread(buffer, 1, sizeof buffer, pipe.get())) > 0;) output.append(buffer, n);
  std::istringstream lines(output);
  int compared = 0, wrong = 0;
  std::map<std::string, int> by_operation;
  auto interp = std::make_unique<Interpreter>(InterpreterOptions{});
  for (std::string line; std::getline(lines, line);) {
    if (compared++ % 500 == 0) interp = std::make_unique<Interpreter>(InterpreterOptions{});
    const std::vector<std::string> fields = split(line);
    std::vector<Value> args;
    for (size_t i = 1; i + 2 < fields.size(); ++i) args.push_back(Reader(*interp, fields[i]).read());
    const std::string expected = fields.back() == "=" ? "" : from_hex(fields.back());
    std::string ours;
    const Status ran = interp->protect([&] {
      ours = answer(*interp, evaluate(*interp, fields[0], args));
      return OkStatus();
    });
    if (!ran.ok()) ours = std::string(message_of(ran));
    ++by_operation[fields[0]];
    if (ours != expected && ++wrong <= 25) {
      const size_t at =
          static_cast<size_t>(std::mismatch(ours.begin(), ours.end(), expected.begin(), expected.end()).first - ours.begin());
      const size_t from = at > 60 ? at - 60 : 0;
      ADD_FAILURE() << line.substr(0, 400) << "\n  CPython: " << expected.substr(std::min(from, expected.size()), 300)
                    << "\n  ours:    " << ours.substr(from, 300);
    }
  }
  EXPECT_EQ(compared, count);
  EXPECT_EQ(wrong, 0);
  EXPECT_GT(by_operation.size(), 50u);
}

// INTERLOOM_LANG_SEED=N tries others.
int chosen_seed() {
  const char* seed = std::getenv("INTERLOOM_LANG_SEED");
  return seed ? std::atoi(seed) : 1;
}

TEST(CPython, RandomOperationsAgree) { compare_with_cpython("cases.py", chosen_seed(), 40'000); }
TEST(CPython, RandomTextOperationsAgree) { compare_with_cpython("text_cases.py", chosen_seed(), 40'000); }

}  // namespace
}  // namespace interloom::lang
