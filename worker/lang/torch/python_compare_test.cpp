// Indexing, operators and printing against PyTorch in Python: tests/lang_torch/cases.py writes cases with what Python did, this
// does the same and compares. Skipped where build/venv is missing.
#include <gmock/gmock.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>

#include "worker/lang/torch/torch_fixture.h"

namespace interloom::lang_torch {
namespace {

using lang::BinaryOp;
using lang::CompareOp;
using lang::Value;

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> parts(1);
  for (const char c : text) {
    if (c == at)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  return parts;
}

class PythonCompare : public TorchTest {
 protected:
  Value token(const std::string& text) {
    const std::string body = text.size() > 2 ? text.substr(2) : "";
    switch (text[0]) {
      case 'n':
        return Value::none();
      case 'e':
        return Value::ellipsis();
      case 'i':
        return i(std::stoll(body));
      case 'f':
        return f(std::strtod(body.c_str(), nullptr));
      case 'b':
        return Value::boolean(body == "1");
      case 's': {
        std::vector<Value> parts;
        for (const std::string& part : split(body, ',')) parts.push_back(part == "_" ? Value::none() : i(std::stoll(part)));
        return slice(parts[0], parts[1], parts[2]);
      }
      default:
        return tensor_token(split(body, ':'));
    }
  }
  Value tensor_token(const std::vector<std::string>& fields) {
    std::vector<int64_t> shape;
    for (const std::string& size : split(fields[1], ','))
      if (!size.empty()) shape.push_back(std::stoll(size));
    const at::ScalarType type = *scalar_type_from_name(fields[0]);
    at::Tensor made = at::empty(shape, at::TensorOptions().dtype(type));
    at::Tensor flat = made.view(-1);
    int64_t n = 0;
    for (const std::string& element : split(fields[2], ',')) {
      if (element.empty()) continue;
      const std::vector<std::string> parts = split(element, '~');
      if (parts.size() == 2)
        flat[n++].fill_(c10::complex<double>(std::strtod(parts[0].c_str(), nullptr), std::strtod(parts[1].c_str(), nullptr)));
      else if (at::isFloatingType(type))
        flat[n++].fill_(std::strtod(element.c_str(), nullptr));
      else
        flat[n++].fill_(static_cast<int64_t>(std::stoll(element)));
    }
    return t(made);
  }
  Value parse(const std::vector<std::string>& tokens, size_t* at) {
    const std::string& first = tokens[(*at)++];
    if (first != "(" && first != "[") return token(first);
    std::vector<Value> items;
    while (tokens[*at] != ")" && tokens[*at] != "]") items.push_back(parse(tokens, at));
    ++*at;
    return first == "(" ? tuple(items) : list(items);
  }

  static std::string number(const at::Scalar& x) {
    char text[64];
    if (x.isComplex()) return number(x.toComplexDouble().real()) + "~" + number(x.toComplexDouble().imag());
    if (x.isBoolean()) return x.toBool() ? "1" : "0";
    if (!x.isFloatingPoint()) return std::to_string(x.toLong());
    if (std::isnan(x.toDouble())) return "nan";  // Python prints no sign
    std::snprintf(text, sizeof text, "%a", x.toDouble());
    return text;
  }
  // Numbers are compared as read back: hexadecimal floats have more than one spelling.
  static std::string normalized(const std::string& numbers) {
    std::string out;
    for (const std::string& element : split(numbers, ',')) {
      for (const std::string& part : split(element, '~')) {
        if (part.find_first_of("xni") != std::string::npos)
          out += number(at::Scalar(std::strtod(part.c_str(), nullptr))) + " ";
        else
          out += part + " ";
      }
    }
    return out;
  }
  std::string shown(const Value& value) {
    if (value.is_error()) {
      std::string text = error();
      return "err " + text.substr(0, text.find('\n'));
    }
    TensorObject* object = as_tensor(value);
    if (!object) return "val " + repr(value);
    std::string text = str_cat("ok ", scalar_type_name(object->tensor.scalar_type()), " [");
    for (int64_t d = 0; d < object->tensor.dim(); ++d) text += (d ? "," : "") + std::to_string(object->tensor.size(d));
    text += "] ";
    const at::Tensor flat = object->tensor.resolve_conj().resolve_neg().reshape({-1});
    std::string numbers;
    for (int64_t n = 0; n < flat.numel(); ++n) numbers += (n ? "," : "") + number(flat[n].item());
    return text + normalized(numbers);
  }
  static std::string normalized_expected(const std::string& expected) {
    if (!expected.starts_with("ok ")) return expected;
    const size_t last = expected.rfind(' ');
    return expected.substr(0, last + 1) + normalized(expected.substr(last + 1));
  }

  Value run(const std::string& kind, std::vector<Value>& args) {
    static const std::map<std::string, BinaryOp> kBinary = {
        {"+", BinaryOp::kAdd},       {"-", BinaryOp::kSub},     {"*", BinaryOp::kMul},  {"/", BinaryOp::kTrueDiv},
        {"//", BinaryOp::kFloorDiv}, {"%", BinaryOp::kMod},     {"**", BinaryOp::kPow}, {"@", BinaryOp::kMatMul},
        {"<<", BinaryOp::kLShift},   {">>", BinaryOp::kRShift}, {"&", BinaryOp::kAnd},  {"|", BinaryOp::kOr},
        {"^", BinaryOp::kXor}};
    static const std::map<std::string, CompareOp> kCompare = {{"<", CompareOp::kLt},  {"<=", CompareOp::kLe},
                                                              {"==", CompareOp::kEq}, {"!=", CompareOp::kNe},
                                                              {">", CompareOp::kGt},  {">=", CompareOp::kGe}};
    if (kind == "get") return lang::get_item(interp, args[0], args[1]);
    if (kind == "set") return lang::set_item(interp, args[0], args[1], args[2]) ? args[0] : Value::error();
    if (kind.starts_with("bin ")) {
      const std::string symbol = kind.substr(4);
      if (const auto op = kBinary.find(symbol); op != kBinary.end()) return lang::binary_op(interp, op->second, args[0], args[1]);
      return lang::compare_op(interp, kCompare.at(symbol), args[0], args[1]);
    }
    if (kind == "neg") return lang::unary_op(interp, lang::UnaryOp::kNeg, args[0]);
    if (kind == "pos") return lang::unary_op(interp, lang::UnaryOp::kPos, args[0]);
    if (kind == "invert") return lang::unary_op(interp, lang::UnaryOp::kInvert, args[0]);
    if (kind == "bool") return boolean_or_error(lang::truth(interp, args[0]));
    if (kind == "len") {
      const int64_t n = lang::length_of(interp, args[0]);
      return n < 0 ? Value::error() : i(n);
    }
    if (kind == "list") {
      std::vector<Value> items;
      if (!lang::for_each(interp, args[0], [&](const Value& item) { return items.push_back(item), true; })) return Value::error();
      return list(items);
    }
    if (kind == "repr") return lang::repr(interp, args[0]);
    const Value method = lang::get_attr(interp, args[0], kind);  // item, tolist
    return method.is_error() ? method : lang::call(interp, method, lang::Args());
  }
  static Value boolean_or_error(int truth) { return truth < 0 ? Value::error() : Value::boolean(truth == 1); }

  static std::string from_hex(const std::string& expected) {  // "val '6162'"
    std::string out;
    for (size_t n = 5; n + 2 < expected.size(); n += 2) out += static_cast<char>(std::stoi(expected.substr(n, 2), nullptr, 16));
    return out;
  }
};

std::vector<std::string> cases() {
  const std::string python = std::string(INTERLOOM_SOURCE_DIR) + "/build/venv/bin/python";
  std::vector<std::string> lines;
  if (!std::filesystem::exists(python)) return lines;
  const std::string command = python + " -W ignore " + INTERLOOM_SOURCE_DIR + "/tests/lang_torch/cases.py";
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
  std::string line;
  for (int c = std::fgetc(pipe.get()); c != EOF; c = std::fgetc(pipe.get())) {
    if (c != '\n')
      line += static_cast<char>(c);
    else
      lines.push_back(std::exchange(line, ""));
  }
  return lines;
}

TEST_F(PythonCompare, IndexingOperatorsAndPrintingAreAsInPython) {
  const std::vector<std::string> lines = cases();
  if (lines.empty()) GTEST_SKIP() << "no build/venv with torch: scripts/setup.sh --tests makes it";
  EXPECT_GT(lines.size(), 5000u);
  int shown_failures = 0, failures = 0;
  for (const std::string& line : lines) {
    const std::vector<std::string> fields = split(line, '\t');
    ASSERT_EQ(fields.size(), 3u) << line;
    const std::vector<std::string> tokens = split(fields[1], ' ');
    std::vector<Value> args;
    for (size_t at = 0; at < tokens.size();) args.push_back(parse(tokens, &at));
    const Value result = run(fields[0], args);
    std::string ours, expected;
    if (fields[0] == "repr" && !result.is_error()) {
      ours = std::string(result.as<lang::StrObject>()->view());
      expected = from_hex(fields[2]);
    } else {
      ours = shown(result);
      expected = normalized_expected(fields[2]);
    }
    if (ours == expected) continue;
    ++failures;
    if (++shown_failures <= 40)
      ADD_FAILURE() << fields[0] << " " << fields[1] << "\n  Python " << expected << "\n  ours   " << ours;
  }
  std::printf("%zu cases, %d differ\n", lines.size(), failures);
  EXPECT_EQ(failures, 0);
}

}  // namespace
}  // namespace interloom::lang_torch
