#include "proto/translate.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>

#include <cmath>
#include <complex>

namespace interloom::proto {
namespace {

using google::protobuf::util::MessageDifferencer;
using testing::HasSubstr;

template <class Message>
std::string error_of(const Message& message) {
  const auto result = from_proto(message);
  EXPECT_EQ(result.status().code(), StatusCode::kInvalidArgument) << result.status();
  return std::string(message_of(result.status()));
}

WireValue every_value() {
  WireDict dict;
  const auto add = [&](std::string key, WireValue value) {
    dict.items.emplace_back(WireValue{std::move(key)}, std::move(value));
  };
  add("none", {WireNone{}});
  add("true", {true});
  add("min", {INT64_MIN});
  add("max", {INT64_MAX});
  add("big", {WireBigInt{"-123456789012345678901234567890"}});
  add("float", {0.1});
  add("inf", {-INFINITY});
  add("complex", {std::complex<double>(1.5, -2)});
  add("str", {std::string("héllo \0 €", 12)});
  add("bytes", {WireBytes{std::string("\xFF\0\x80", 3)}});
  add("list", {WireList{{WireValue{int64_t{1}}, WireValue{WireTuple{}}}}});
  add("tuple", {WireTuple{{WireValue{WireList{}}, WireValue{WireDict{}}}}});
  add("record", {WireRecord{"CausalLMOutput", {{"logits", WireValue{WireTensor{1}}}, {"loss", WireValue{WireNone{}}}}}});
  add("tensor", {WireTensor{0}});
  add("dtype", {WireDType{DType::kBFloat16}});
  add("device", {WireDevice{"cuda:0"}});
  add("opaque", {WireOpaque{"DynamicCache"}});
  dict.items.emplace_back(WireValue{int64_t{7}}, WireValue{false});
  return {std::move(dict)};
}

TEST(TranslateValue, EveryKindRoundTrips) {
  const pb::Value message = to_proto(every_value());
  const auto back = from_proto(*parse_bytes<pb::Value>(to_bytes(message), "value"));
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_TRUE(MessageDifferencer::Equals(to_proto(*back), message));
  const auto& items = std::get<WireDict>(back->kind).items;
  ASSERT_EQ(items.size(), 18u);
  EXPECT_EQ(std::get<int64_t>(items[2].second.kind), INT64_MIN);
  EXPECT_EQ(std::get<bool>(items[1].second.kind), true);
  EXPECT_EQ(std::get<double>(items[6].second.kind), -INFINITY);
  EXPECT_EQ(std::get<std::complex<double>>(items[7].second.kind), std::complex<double>(1.5, -2));
  EXPECT_EQ(std::get<WireBytes>(items[9].second.kind).bytes, std::string("\xFF\0\x80", 3));
  EXPECT_EQ(std::get<WireRecord>(items[12].second.kind).fields[0].first, "logits");
  EXPECT_EQ(std::get<WireDType>(items[14].second.kind).dtype, DType::kBFloat16);
}

TEST(TranslateValue, NanSurvives) { EXPECT_TRUE(std::isnan(std::get<double>(from_proto(to_proto(WireValue{NAN}))->kind))); }

TEST(TranslateValue, InvalidUtf8LeavesReplaced) {
  EXPECT_EQ(to_proto(WireValue{std::string("a\xED\xA0\x80")}).str_value(), "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST(TranslateValue, EmptyIsNamedByItsPath) {
  pb::Value value;
  EXPECT_EQ(error_of(value), "empty value");
  value.mutable_dict()->add_entries()->mutable_key()->set_int_value(1);
  EXPECT_EQ(error_of(value), "dict.entry[0].value: empty value");
  value.mutable_list()->add_items()->mutable_none();
  value.mutable_list()->add_items()->mutable_record()->add_fields()->set_name("logits");
  EXPECT_EQ(error_of(value), "list.item[1].record.field 'logits': empty value");
}

TEST(TranslateValue, BadLeavesAreRefused) {
  pb::Value value;
  value.set_dtype(static_cast<pb::DType>(99));
  EXPECT_EQ(error_of(value), "unknown dtype 99");
  value.set_dtype(pb::DTYPE_INVALID);
  EXPECT_EQ(error_of(value), "no dtype");
  for (const char* text : {"", "-", "12a", "+5", "0x10"}) {
    value.set_big_int(text);
    EXPECT_EQ(error_of(value), "big_int is not a decimal integer") << text;
  }
}

// A value of `depth` containers, made of `wrap`.
template <class Wrap>
WireValue nested(int depth, Wrap wrap) {
  WireValue value{int64_t{1}};
  for (int i = 0; i < depth; ++i) value = wrap(std::move(value));
  return value;
}

WireValue wrap_list(WireValue value) { return {WireList{{std::move(value)}}}; }
WireValue wrap_dict(WireValue value) { return {WireDict{{{WireValue{true}, std::move(value)}}}}; }
WireValue wrap_record(WireValue value) { return {WireRecord{"R", {{"f", std::move(value)}}}}; }

TEST(TranslateValue, NestingUpToTheLimitPassesWholeMessages) {
  for (auto wrap : {wrap_list, wrap_dict, wrap_record}) {
    // As deep as a result ever lies in a message of the protocol.
    pb::RunResponse response;
    *response.mutable_event()->mutable_result()->mutable_value() = to_proto(nested(kMaxWireDepth, wrap));
    const auto parsed = parse_bytes<pb::RunResponse>(to_bytes(response), "response");
    ASSERT_TRUE(parsed.ok()) << parsed.status();
    EXPECT_TRUE(from_proto(parsed->event().result()).ok());
    EXPECT_THAT(error_of(to_proto(nested(kMaxWireDepth + 1, wrap))), HasSubstr("nested deeper than 30"));
  }
}

TEST(TranslateValue, AbsurdNestingIsRefusedByTheParser) {
  const std::string bytes = to_bytes(to_proto(nested(3000, wrap_list)));
  const auto parsed = parse_bytes<pb::Value>(bytes, "result");
  EXPECT_EQ(parsed.status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(message_of(parsed.status()), HasSubstr("result: not a valid interloom.v1.Value"));
}

TEST(ParseBytes, InvalidUtf8IsRefused) {
  pb::Value value;
  value.set_str_value("ab");
  std::string bytes = to_bytes(value);
  bytes[bytes.size() - 1] = '\xFF';
  EXPECT_FALSE(parse_bytes<pb::Value>(bytes, "value").ok());
  EXPECT_FALSE(parse_bytes<pb::Value>(bytes.substr(0, bytes.size() - 1), "value").ok());
}

TEST(TranslateTensor, EveryDtypeScalarAndEmptyRoundTrip) {
  for (int d = 1; d < kDTypeCount; ++d) {
    for (const std::vector<int64_t>& shape : {std::vector<int64_t>{}, {0}, {2, 0, 3}, {4, 5}}) {
      const TensorMeta meta{static_cast<DType>(d), shape, d % 2 == 0};
      const auto back = from_proto(*parse_bytes<pb::TensorMeta>(to_bytes(to_proto(meta)), "meta"));
      ASSERT_TRUE(back.ok()) << back.status();
      EXPECT_EQ(*back, meta);
      std::string name(dtype_name(meta.dtype));
      for (char& c : name) c = static_cast<char>(std::toupper(c));
      EXPECT_EQ(pb::DType_Name(to_proto(meta.dtype)), name);
    }
  }
}

TEST(TranslateTensor, BadMetasAreRefused) {
  pb::TensorMeta meta;
  EXPECT_EQ(error_of(meta), "dtype: no dtype");
  meta.set_dtype(pb::FLOAT32);
  meta.add_shape(-2);
  EXPECT_THAT(error_of(meta), HasSubstr("negative dimension -2"));
  meta.set_shape(0, INT64_MAX);
  EXPECT_THAT(error_of(meta), HasSubstr("overflows"));
  meta.clear_shape();
  for (int i = 0; i < 65; ++i) meta.add_shape(1);
  EXPECT_THAT(error_of(meta), HasSubstr("65 dimensions"));
}

TEST(TranslateFrame, MovesAndRoundTrips) {
  Frame frame = encode_frame(2, kFrameRawBytes, std::string(5000, 'a'), DType::kFloat32, Compression::kFast);
  const Frame copy = frame;
  pb::Frame message = to_proto(std::move(frame));
  EXPECT_TRUE(MessageDifferencer::Equals(message, to_proto(copy)));
  const auto back = from_proto(std::move(message));
  ASSERT_TRUE(back.ok());
  EXPECT_EQ(back->tensor, 2u);
  EXPECT_EQ(back->offset, kFrameRawBytes);
  EXPECT_EQ(back->encoding, Encoding::kShuffleZstd);
  EXPECT_EQ(back->elem_size, 4u);
  EXPECT_EQ(back->data, copy.data);
  std::vector<std::byte> out(5000);
  EXPECT_TRUE(decode_frame(*back, out.data()).ok());
}

TEST(TranslateFrame, BadFieldsAreRefused) {
  pb::Frame frame = to_proto(encode_frame(0, 0, "abcd", DType::kInt8, Compression::kNone));
  frame.set_encoding(pb::ENCODING_INVALID);
  EXPECT_EQ(error_of(frame), "no encoding");
  frame.set_encoding(static_cast<pb::Encoding>(7));
  EXPECT_EQ(error_of(frame), "unknown encoding 7");
  frame.set_encoding(pb::RAW);
  frame.set_raw_size(3);
  EXPECT_THAT(error_of(frame), HasSubstr("data has 4 bytes, more than raw_size 3"));
  frame.set_raw_size(kFrameRawBytes + 1);
  EXPECT_THAT(error_of(frame), HasSubstr("raw_size 1048577 exceeds"));
}

TEST(TranslateStatus, CodesRoundTripAndUnknownStaysUnknown) {
  for (int code = 0; code <= 16; ++code) {
    const Status status = make_status(static_cast<StatusCode>(code), "why");
    EXPECT_EQ(from_proto(to_proto(status)), status) << code;
  }
  pb::Status message;
  message.set_code(77);
  message.set_message("odd");
  EXPECT_EQ(from_proto(message).code(), StatusCode::kUnknown);
  EXPECT_EQ(to_proto(invalid_argument("bad \xFF")).message(), "bad \xEF\xBF\xBD");
}

ResultHead sample_head() {
  ResultHead head;
  head.value = {WireDict{{{WireValue{std::string("h")}, WireValue{WireTensor{0}}}}}};
  head.tensors = {{DType::kInt8, {4}}, {DType::kInt8, {0}}};
  head.frame_count = 1;
  head.inline_frames = {encode_frame(0, 0, "abcd", DType::kInt8, Compression::kNone)};
  return head;
}

TEST(TranslateJob, EveryEventRoundTrips) {
  std::vector<JobEvent> events(12);
  for (uint64_t i = 0; i < events.size(); ++i) events[i].seq = i + 1;
  for (int state = 1; state <= 9; ++state)
    events[state - 1].kind.emplace<StateEvent>(StateEvent{static_cast<JobState>(state), 3, 1500, invalid_argument("why")});
  events[9].kind.emplace<LogEvent>().text = "line";
  events[10].kind.emplace<TokensEvent>(TokensEvent{4, {5, -1}, {"a", ""}});
  events[11].kind.emplace<ResultEvent>().head = sample_head();
  for (const JobEvent& event : events) {
    const pb::JobEvent message = to_proto(event);
    auto back = from_proto(*parse_bytes<pb::JobEvent>(to_bytes(message), "event"));
    ASSERT_TRUE(back.ok()) << back.status();
    EXPECT_EQ(back->seq, event.seq);
    EXPECT_EQ(back->kind.index(), event.kind.index());
    EXPECT_TRUE(MessageDifferencer::Equals(to_proto(*std::move(back)), message));
  }
}

TEST(TranslateJob, BadEventsAreRefused) {
  pb::JobEvent event;
  EXPECT_EQ(error_of(event), "empty event");
  event.mutable_state();
  EXPECT_EQ(error_of(event), "state.state: no job state");
  event.mutable_state()->set_state(static_cast<pb::JobState>(44));
  EXPECT_EQ(error_of(event), "state.state: unknown job state 44");
  event.mutable_result();
  EXPECT_EQ(error_of(event), "result.value: empty value");
}

TEST(TranslateJob, BadHeadsAreRefused) {
  const pb::ResultHead good = to_proto(sample_head());
  EXPECT_TRUE(from_proto(good).ok());
  pb::ResultHead head = good;
  head.set_frame_count(9);
  EXPECT_EQ(error_of(head), "frame_count is 9; the tensors make 1");
  head = good;
  *head.add_inline_frame() = head.inline_frame(0);
  EXPECT_THAT(error_of(head), HasSubstr("2 inline frames of 1"));
  head = good;
  head.mutable_inline_frame(0)->set_encoding(pb::ENCODING_INVALID);
  EXPECT_EQ(error_of(head), "inline_frame[0]: no encoding");
  head = good;
  head.mutable_value()->set_tensor(2);
  EXPECT_EQ(error_of(head), "value: tensor 2 does not exist; there are 2");
  head = good;
  head.mutable_tensor(1)->set_dtype(pb::DTYPE_INVALID);
  EXPECT_EQ(error_of(head), "tensor[1].dtype: no dtype");
  head = good;
  head.clear_inline_frame();
  EXPECT_TRUE(from_proto(head).ok());
}

TEST(TranslateJob, SpecRoundTrips) {
  JobSpec spec;
  spec.model = "smollm2";
  spec.graph.invokes.push_back({{"Hello"}, {}, {}});
  spec.priority = -3;
  spec.queue_timeout_ms = 1;
  spec.run_timeout_ms = 2;
  spec.exclusive = spec.stream_tokens = true;
  spec.idempotency_key = "k";
  spec.client_versions = {{"torch", "2.11.0"}};
  spec.budget = {3, 4, 5};
  const pb::JobSpec message = to_proto(spec);
  const auto back = from_proto(message);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_TRUE(MessageDifferencer::Equals(to_proto(*back), message));
  EXPECT_EQ(back->priority, -3);
  EXPECT_EQ(back->budget.max_output_bytes, 5u);
  EXPECT_EQ(back->client_versions, spec.client_versions);
}

TEST(TranslateJob, SpecWithoutModelOrProgramIsRefused) {
  pb::JobSpec spec;
  EXPECT_EQ(error_of(spec), "no model");
  spec.set_model("m");
  EXPECT_EQ(error_of(spec), "no program: a job needs a graph");
  spec.mutable_graph()->add_invoke()->add_node();
  EXPECT_EQ(error_of(spec), "graph.invoke[0].node[0]: empty node");
}

TEST(TranslateModel, RoundTripsAndChecksParents) {
  ModelInfo info{"m", "LlamaForCausalLM", "float32", "cpu", 10, 40, 128, {}, {{"torch", "2"}}};
  info.modules = {{"", "LlamaForCausalLM", "", -1, true}, {"model", "LlamaModel", "x=1", 0, false}};
  const pb::ModelInfo message = to_proto(info);
  const auto back = from_proto(message);
  ASSERT_TRUE(back.ok()) << back.status();
  EXPECT_TRUE(MessageDifferencer::Equals(to_proto(*back), message));
  pb::ModelInfo bad = message;
  bad.mutable_module(1)->set_parent(1);
  EXPECT_EQ(error_of(bad), "module[1] 'model': parent 1; it must come before its children");
  bad = message;
  bad.mutable_module(0)->set_parent(0);
  EXPECT_THAT(error_of(bad), HasSubstr("the root has -1"));
}

}  // namespace
}  // namespace interloom::proto
