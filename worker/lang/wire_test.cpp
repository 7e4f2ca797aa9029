#include "worker/lang/builtins.h"
#include "worker/lang/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/record.h"

namespace interloom::lang {
namespace {

using ::testing::HasSubstr;

WireValue every_kind() {
  WireDict dict;
  dict.items.emplace_back(WireValue{std::string("bytes")}, WireValue{WireBytes{std::string("\0\xff", 2)}});
  dict.items.emplace_back(WireValue{int64_t{3}}, WireValue{WireTuple{{WireValue{true}, WireValue{2.5}, WireValue{WireNone{}}}}});
  dict.items.emplace_back(WireValue{WireTuple{{WireValue{int64_t{1}}}}}, WireValue{std::complex<double>(1, -2)});
  WireRecord record{"Output", {{"logits", WireValue{std::move(dict)}}, {"name", WireValue{std::string("h\xc3\xa9")}}}};
  return WireValue{WireList{{WireValue{std::move(record)}, WireValue{WireBigInt{"-123456789012345678901234567890"}}}}};
}

std::string shown(Interpreter& interp, const Value& value) {
  std::string text;
  repr_text(interp, value, &text);
  return text;
}

TEST(Wire, EveryKindGoesThereAndBack) {
  Interpreter interp(InterpreterOptions{});
  const auto value = from_wire(interp, every_kind());
  ASSERT_TRUE(value.ok()) << value.status();
  EXPECT_EQ(shown(interp, *value),
            "[Output(logits={'bytes': b'\\x00\\xff', 3: (True, 2.5, None), (1,): (1-2j)}, name='hé'), "
            "-123456789012345678901234567890]");
  const auto wire = to_wire(interp, *value);
  ASSERT_TRUE(wire.ok()) << wire.status();
  EXPECT_EQ(shown(interp, *from_wire(interp, *wire)), shown(interp, *value));
}

TEST(Wire, SmallBigIntsBecomeSmall) {
  Interpreter interp(InterpreterOptions{});
  EXPECT_TRUE(from_wire(interp, WireValue{WireBigInt{"-9223372036854775808"}})->is_int());
  EXPECT_THAT(std::string(message_of(from_wire(interp, WireValue{WireBigInt{"12x"}}).status())),
              HasSubstr("'12x' is not a decimal"));
  EXPECT_FALSE(from_wire(interp, WireValue{WireBigInt{""}}).ok());
  EXPECT_FALSE(from_wire(interp, WireValue{WireBigInt{std::string(1'000'000, '9')}}).ok());
}

TEST(Wire, HooksDecideAboutTheRest) {
  Interpreter interp(InterpreterOptions{});
  const WireValue wire{WireList{{WireValue{WireTensor{7}}}}};
  EXPECT_EQ(from_wire(interp, wire).status().code(), StatusCode::kInvalidArgument);
  const auto value = from_wire(
      interp, wire, [](const WireValue& w) -> StatusOr<Value> { return Value::integer(std::get<WireTensor>(w.kind).index); });
  EXPECT_EQ(shown(interp, *value), "[7]");

  auto dict = make_dict(interp.heap());
  dict->set(interp, "f", *find_builtin(interp, "print"));
  const Value holder = Value::object(dict);
  EXPECT_EQ(message_of(to_wire(interp, holder).status()), "saved['f']: a 'builtin_function_or_method' cannot be sent");
  const auto hooked = to_wire(interp, holder, [](const Value&) -> StatusOr<WireValue> { return WireValue{WireOpaque{"print"}}; });
  ASSERT_TRUE(hooked.ok());
  EXPECT_EQ(std::get<WireOpaque>(std::get<WireDict>(hooked->kind).items[0].second.kind).class_name, "print");
}

TEST(Wire, CyclesAndDepthAreRefused) {
  Interpreter interp(InterpreterOptions{});
  auto list = make_list(interp.heap());
  list->append(Value::integer(1));
  list->append(Value::object(list));
  EXPECT_EQ(message_of(to_wire(interp, Value::object(list)).status()), "saved[1]: it contains itself");
  // The same object twice is no cycle.
  auto inner = make_list(interp.heap());
  const Value twice[] = {Value::object(inner), Value::object(inner)};
  EXPECT_TRUE(to_wire(interp, Value::object(make_list(interp.heap(), twice))).ok());

  Value deep = Value::none();
  WireValue wire_deep{WireNone{}};
  for (int i = 0; i <= kMaxWireDepth; ++i) {
    deep = Value::object(make_list(interp.heap(), std::span<const Value>(&deep, 1)));
    WireList around;
    around.items.push_back(std::move(wire_deep));
    wire_deep = WireValue{std::move(around)};
  }
  EXPECT_THAT(std::string(message_of(to_wire(interp, deep).status())), HasSubstr(str_cat("nested deeper than ", kMaxWireDepth)));
  EXPECT_THAT(std::string(message_of(from_wire(interp, wire_deep).status())),
              HasSubstr(str_cat("nested deeper than ", kMaxWireDepth)));
}

TEST(Wire, SharedStructureCannotBlowUp) {
  InterpreterOptions options;
  options.budget.max_bytes = 8 << 20;
  Interpreter interp(options);
  Value level = Value::integer(1);
  for (int i = 0; i + 2 < kMaxWireDepth; ++i) {
    const Value twice[] = {level, level};
    level = Value::object(make_list(interp.heap(), twice));
  }
  EXPECT_EQ(to_wire(interp, level).status().code(), StatusCode::kResourceExhausted);
}

TEST(Wire, OverQuotaIsAStatus) {
  InterpreterOptions options;
  options.budget.max_bytes = 1 << 20;
  Interpreter interp(options);
  EXPECT_EQ(from_wire(interp, WireValue{std::string(4 << 20, 'x')}).status().code(), StatusCode::kResourceExhausted);
}

TEST(Wire, UnhashableKeysAndBadTextAreRefused) {
  Interpreter interp(InterpreterOptions{});
  WireDict dict;
  dict.items.emplace_back(WireValue{WireList{}}, WireValue{WireNone{}});
  EXPECT_EQ(message_of(from_wire(interp, WireValue{std::move(dict)}).status()), "TypeError: unhashable type: 'list'");
  EXPECT_FALSE(interp.has_error());
  EXPECT_EQ(from_wire(interp, WireValue{std::string("a\xff")})->as<StrObject>()->view(), "a\xEF\xBF\xBD");
  EXPECT_THAT(std::string(message_of(to_wire(interp, str_value(interp.heap(), "\xED\xA0\x80")).status())),
              HasSubstr("surrogates"));
  EXPECT_FALSE(to_wire(interp, Value::ellipsis()).ok());
}

}  // namespace
}  // namespace interloom::lang
