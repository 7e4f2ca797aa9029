// Arguments of graph nodes: anything that converts to one is written as it is in C++.
//
//   {h, -1, 0.5, true, "text", kFloat16, none, slice(1, none), ellipsis, list({1, 2})}
//
// Plain data; a Value inside is kept by name. Any thread.
#pragma once

#include <complex>
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/graph.h"

namespace interloom::client {

class Value;

struct NoneArg {};
inline constexpr NoneArg none;
struct EllipsisArg {};
inline constexpr EllipsisArg ellipsis;

class Arg {
 public:
  Arg() : graph_arg{WireValue{}} {}
  Arg(NoneArg) : Arg() {}                                            // NOLINT: implicit on purpose, as all below
  Arg(std::nullptr_t) : Arg() {}                                     // NOLINT
  Arg(EllipsisArg) : graph_arg{ArgEllipsis{}} {}                     // NOLINT
  Arg(GraphArg arg) : graph_arg(std::move(arg)) {}                   // NOLINT
  Arg(const Value& value);                                           // NOLINT
  Arg(std::same_as<bool> auto flag) : graph_arg{WireValue{flag}} {}  // NOLINT
  template <std::integral Int>
  requires(!std::same_as<Int, bool>) Arg(Int number) : graph_arg{WireValue{integer(number)}} {}  // NOLINT
  template <std::floating_point Float>
  Arg(Float number) : graph_arg{WireValue{static_cast<double>(number)}} {}  // NOLINT
  Arg(std::complex<double> number) : graph_arg{WireValue{number}} {}        // NOLINT
  Arg(const char* text) : graph_arg{WireValue{std::string(text)}} {}        // NOLINT
  Arg(std::string_view text) : graph_arg{WireValue{std::string(text)}} {}   // NOLINT
  Arg(std::string text) : graph_arg{WireValue{std::move(text)}} {}          // NOLINT
  Arg(DType dtype) : graph_arg{WireValue{WireDType{dtype}}} {}              // NOLINT
  // A list of what converts: std::vector<int64_t>{1, 2}.
  template <class Item>
  requires std::convertible_to<Item, Arg> Arg(const std::vector<Item>& items) : graph_arg{ArgList{}} {  // NOLINT
    for (const Item& item : items) std::get<ArgList>(graph_arg.kind).items.push_back(Arg(Item(item)).graph_arg);
  }

  GraphArg graph_arg;

 private:
  template <class Int>
  static WireValue::Kind integer(Int number) {
    if constexpr (std::is_unsigned_v<Int> && sizeof(Int) == sizeof(uint64_t)) {
      if (number > static_cast<uint64_t>(std::numeric_limits<int64_t>::max())) return WireBigInt{std::to_string(number)};
    }
    return static_cast<int64_t>(number);
  }
};

using Args = std::vector<Arg>;
using Kwargs = std::vector<std::pair<std::string, Arg>>;

Arg list(std::initializer_list<Arg> items);
Arg tuple(std::initializer_list<Arg> items);
// a:b:c; none where Python leaves it out.
Arg slice(Arg start, Arg stop, Arg step = none);
// ":", every entry of a dimension.
Arg all();
Arg device(std::string name);         // "cpu", "cuda:0"
Arg memory_format(std::string name);  // "channels_last"

// What stands between brackets: one argument, or several as Python's tuple: value[{all(), -1}].
class Index {
 public:
  Index(Arg arg) : arg_(std::move(arg)) {}  // NOLINT: implicit on purpose
  template <class T>
  requires(std::convertible_to<T, Arg> && !std::same_as<std::remove_cvref_t<T>, Arg>) Index(T&& arg)
      : arg_(std::forward<T>(arg)) {}                              // NOLINT
  Index(std::initializer_list<Arg> parts) : arg_(tuple(parts)) {}  // NOLINT
  const GraphArg& graph_arg() const { return arg_.graph_arg; }

 private:
  Arg arg_;
};

}  // namespace interloom::client
