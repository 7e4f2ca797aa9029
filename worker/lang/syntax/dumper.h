// How dump.cpp and dump_expression.cpp write: open(name), its fields one after another, close(position).
#pragma once

#include <string>
#include <string_view>

#include "worker/lang/syntax/dump.h"

namespace interloom::lang::syntax {

class Dumper {
 public:
  explicit Dumper(const DumpOptions& options) : options_(options) {}
  std::string take() { return std::move(out_); }

  Dumper& open(std::string_view name) {
    out_.append(name).push_back('(');
    first_ = true;
    return *this;
  }
  void close() {
    out_.push_back(')');
    first_ = false;
  }
  void close(const Span& own) {
    if (options_.attributes) {
      const Span& at = fstring_ ? *fstring_ : own;
      raw("lineno", std::to_string(at.lineno)).raw("col_offset", std::to_string(at.col_offset));
      raw("end_lineno", std::to_string(at.end_lineno)).raw("end_col_offset", std::to_string(at.end_col_offset));
    }
    close();
  }
  Dumper& raw(std::string_view name, std::string_view value) {
    field(name);
    out_.append(value);
    return *this;
  }
  Dumper& word(std::string_view name, std::string_view value) {
    raw(name, value);
    out_.append("()");
    return *this;
  }
  Dumper& text(std::string_view name, std::string_view value) { return value.empty() ? *this : raw(name, quoted(value)); }
  Dumper& texts(std::string_view name, std::span<const Identifier> values) {
    field(name);
    out_.push_back('[');
    for (size_t i = 0; i < values.size(); ++i) out_.append(i ? ", " : "").append(quoted(values[i]));
    out_.push_back(']');
    return *this;
  }
  template <class T> Dumper& child(std::string_view name, const T* node) {
    if (!node) return *this;
    field(name);
    write(node);
    first_ = false;
    return *this;
  }
  template <class T> Dumper& list(std::string_view name, Seq<T> nodes) {
    field(name);
    out_.push_back('[');
    for (size_t i = 0; i < nodes.size(); ++i) {
      if (i) out_.append(", ");
      if (nodes[i]) write(nodes[i]);
      else out_.append("None");
    }
    out_.push_back(']');
    first_ = false;
    return *this;
  }
  template <class T> Dumper& non_empty(std::string_view name, Seq<T> nodes) { return nodes.empty() ? *this : list(name, nodes); }

  void write(const Stmt* node) { statement(node); }
  void write(const Expr* node);
  void write(const Pattern* node);
  void write(const TypeParam* node);
  void write(const Arg* node);
  void write(const Arguments* node);
  void write(const Keyword* node);
  void write(const Alias* node);
  void write(const WithItem* node);
  void write(const Comprehension* node);
  void write(const ExceptHandler* node);
  void write(const MatchCase* node);

 private:
  void field(std::string_view name) {
    if (!first_) out_.append(", ");
    first_ = false;
    out_.append(name).push_back('=');
  }
  static std::string quoted(std::string_view text);
  static const char* operator_name(Operator op);
  void statement(const Stmt* node);
  void function(const char* name, const FunctionFields& node, const Span& at);
  void loop(const char* name, const ForFields& node, const Span& at);
  void with(const char* name, const WithFields& node, const Span& at);
  void try_block(const char* name, const TryFields& node, const Span& at);
  void context(ExprContext ctx, const Span& at);
  void constant(const Constant& node);
  void formatted(const Expr* node);
  void compare(const Compare& node);
  bool leaf_or_operator(const Expr* node);
  bool comprehension(const Expr* node);

  DumpOptions options_;
  std::string out_;
  bool first_ = true;
  const Span* fstring_ = nullptr;  // the outermost f-string around, when positions inside are flat
};

}  // namespace interloom::lang::syntax
