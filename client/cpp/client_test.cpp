#include "client/cpp/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "client/cpp/fake_gateway_test.h"
#include "client/cpp/graph_builder.h"
#include "client/cpp/tensor_access.h"

namespace interloom::client {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

HostTensor counting(int64_t count) {
  std::vector<float> elements(static_cast<size_t>(count));
  std::iota(elements.begin(), elements.end(), 0.0f);
  return *tensor_of(elements, {count});
}

// 3 frames.
constexpr int64_t kThreeFrames = 3 * (kFrameRawBytes / sizeof(float)) - 5;

JobSpec simple_spec() {
  GraphBuilder graph;
  graph.invoke("Hello").output("lm_head").save("x");
  JobSpec spec;
  spec.model = "tiny";
  spec.graph = *graph.build();
  return spec;
}

class ClientTest : public testing::Test {
 protected:
  std::unique_ptr<Client> connect(ClientOptions options = {}) {
    options.first_backoff_ms = 1;
    options.max_backoff_ms = 2;
    return *Client::connect(gateway.address(), options);
  }
  FakeGateway gateway;
};

TEST_F(ClientTest, RunDeliversEventsInOrderAndAnInlineResult) {
  gateway.add_state(JobState::kReceived);
  gateway.add_state(JobState::kQueued, {}, 3);
  gateway.add_state(JobState::kRunning);
  gateway.add_event({0, LogEvent{"hi\n"}});
  gateway.add_event({0, TokensEvent{0, {7}, {" Paris"}}});
  gateway.add_result({WireDict{{{WireValue{std::string("x")}, WireValue{WireTensor{0}}}}}}, {counting(4)}, true);
  gateway.add_state(JobState::kCompleted);
  std::vector<JobState> states;
  std::vector<uint64_t> seqs;
  std::string logs, text, job;
  uint32_t position = 0;
  RunOptions options;
  options.on_job = [&](const std::string& id) { job = id; };
  options.on_event = [&](const JobEvent& event) { seqs.push_back(event.seq); };
  options.on_state = [&](const StateEvent& event) { states.push_back(event.state); position = std::max(position, event.position); };
  options.on_log = [&](const std::string& line) { logs += line; };
  options.on_tokens = [&](const TokensEvent& event) { text += event.text.at(0); };
  const auto result = connect()->run(simple_spec(), options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_TRUE(result->ok());
  EXPECT_EQ(result->job_id, "job-1");
  EXPECT_EQ(job, "job-1");
  EXPECT_EQ(result->state, JobState::kCompleted);
  EXPECT_THAT(*(*result)["x"].floats(), ElementsAre(0, 1, 2, 3));
  EXPECT_THAT(states, ElementsAre(JobState::kReceived, JobState::kQueued, JobState::kRunning, JobState::kCompleted));
  EXPECT_THAT(seqs, ElementsAre(1, 2, 3, 4, 5, 6, 7));
  EXPECT_EQ(position, 3u);
  EXPECT_EQ(logs, "hi\n");
  EXPECT_EQ(text, " Paris");
  EXPECT_EQ(gateway.last_spec.model(), "tiny");
  EXPECT_FALSE(gateway.last_spec.idempotency_key().empty());
}

TEST_F(ClientTest, RunReceivesFramesOnItsStreamAndReportsBytes) {
  const HostTensor tensor = counting(kThreeFrames);
  gateway.script_success(tensor, false);
  uint64_t done = 0, total = 0;
  RunOptions options;
  options.on_download = [&](uint64_t d, uint64_t t) { EXPECT_GT(d, done); done = d; total = t; };
  const auto result = connect()->run(simple_spec(), options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ((*result)["x"].tensor()->bytes(), tensor.bytes());
  EXPECT_EQ(done, tensor.nbytes);
  EXPECT_EQ(total, tensor.nbytes);
  EXPECT_EQ(result->result_bytes, tensor.nbytes);
  EXPECT_TRUE(gateway.fetch_from.empty());
}

TEST_F(ClientTest, BrokenRunStreamIsResumedWithoutRunningTwice) {
  const HostTensor tensor = counting(kThreeFrames);
  gateway.script_success(tensor, false);
  gateway.break_run_after = {2};
  gateway.break_watch_after = {1};
  gateway.break_fetch_after = {1, 1};
  std::vector<uint64_t> seqs;
  RunOptions options;
  options.on_event = [&](const JobEvent& event) { seqs.push_back(event.seq); };
  const auto result = connect()->run(simple_spec(), options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ((*result)["x"].tensor()->bytes(), tensor.bytes());
  EXPECT_EQ(gateway.run_keys.size(), 1u);
  EXPECT_THAT(gateway.watch_from, ElementsAre(3, 4));
  EXPECT_THAT(gateway.fetch_from, ElementsAre(0, 1, 2));
  EXPECT_THAT(seqs, ElementsAre(1, 2, 3, 4, 5));  // each once
}

TEST_F(ClientTest, RunThatBreaksBeforeTheIdIsSentAgainWithTheSameKey) {
  gateway.script_success(counting(4), true);
  gateway.forget_job_id = true;
  const auto result = connect()->run(simple_spec());
  ASSERT_TRUE(result.ok()) << result.status();
  ASSERT_EQ(gateway.run_keys.size(), 2u);
  EXPECT_EQ(gateway.run_keys[0], gateway.run_keys[1]);
  EXPECT_FALSE(gateway.run_keys[0].empty());
}

TEST_F(ClientTest, EveryJobHasAKeyOfItsOwnUnlessGiven) {
  gateway.script_success(counting(4), true);
  const auto client = connect();
  ASSERT_TRUE(client->run(simple_spec()).ok());
  ASSERT_TRUE(client->run(simple_spec()).ok());
  JobSpec spec = simple_spec();
  spec.idempotency_key = "mine";
  ASSERT_TRUE(client->run(spec).ok());
  EXPECT_NE(gateway.run_keys[0], gateway.run_keys[1]);
  EXPECT_EQ(gateway.run_keys[2], "mine");
}

TEST_F(ClientTest, UnavailableIsRetried) {
  gateway.script_success(counting(4), true);
  gateway.fail_next = {{grpc::StatusCode::UNAVAILABLE, "busy"}, {grpc::StatusCode::UNAVAILABLE, "busy"}};
  EXPECT_TRUE(connect()->run(simple_spec()).ok());
  EXPECT_EQ(gateway.run_keys.size(), 3u);
}

TEST_F(ClientTest, RetriesEndAndNameTheServer) {
  for (int i = 0; i < 10; ++i) gateway.fail_next.push_back({grpc::StatusCode::UNAVAILABLE, "busy"});
  ClientOptions options;
  options.max_failures = 3;
  const auto result = connect(options)->run(simple_spec());
  EXPECT_EQ(result.status().code(), StatusCode::kUnavailable);
  EXPECT_THAT(result.status().ToString(), HasSubstr(gateway.address()));
  EXPECT_EQ(gateway.run_keys.size(), 3u);
}

TEST_F(ClientTest, OtherErrorsAreNotRetried) {
  gateway.fail_next = {{grpc::StatusCode::INVALID_ARGUMENT, "invoke[0].node 'h': no module 'lm_haed'"}};
  const auto result = connect()->run(simple_spec());
  EXPECT_EQ(result.status().code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(result.status().ToString(), HasSubstr("lm_haed"));
  EXPECT_EQ(gateway.run_keys.size(), 1u);
}

TEST_F(ClientTest, DamagedFrameIsFetchedAgain) {
  const HostTensor tensor = counting(kThreeFrames);
  gateway.script_success(tensor, false);
  gateway.damage_frame = {1};
  const auto result = connect()->run(simple_spec());
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ((*result)["x"].tensor()->bytes(), tensor.bytes());
  EXPECT_THAT(gateway.fetch_from, ElementsAre(1));
}

TEST_F(ClientTest, FrameThatStaysDamagedIsDataLossThatNamesIt) {
  gateway.script_success(counting(kThreeFrames), false);
  gateway.damage_frame = {1, 1, 1, 1, 1, 1, 1, 1, 1};
  const auto result = connect()->run(simple_spec());
  EXPECT_EQ(result.status().code(), StatusCode::kDataLoss);
  EXPECT_THAT(result.status().ToString(), HasSubstr("1048576"));
}

TEST_F(ClientTest, InlineFrameThatIsDamagedIsFetched) {
  const HostTensor tensor = counting(8);
  gateway.script_success(tensor, true);
  auto* data = gateway.events[3].mutable_result()->mutable_inline_frame(0)->mutable_data();
  (*data)[0] ^= 1;
  const auto result = connect()->run(simple_spec());
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ((*result)["x"].tensor()->bytes(), tensor.bytes());
  EXPECT_THAT(gateway.fetch_from, ElementsAre(0));
}

TEST_F(ClientTest, FailedJobGivesItsStatusAndWhatWasSaved) {
  gateway.add_state(JobState::kRunning);
  gateway.add_result({WireDict{{{WireValue{std::string("x")}, WireValue{WireTensor{0}}}}}}, {counting(2)}, true);
  gateway.add_state(JobState::kFailed, invalid_argument("node 'y': boom"));
  const auto result = connect()->run(simple_spec());
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->state, JobState::kFailed);
  EXPECT_EQ(result->status, invalid_argument("node 'y': boom"));
  EXPECT_THAT(*(*result)["x"].floats(), ElementsAre(0, 1));
}

TEST_F(ClientTest, FailedJobWhoseSavesCannotBeFetchedStillGivesItsStatus) {
  gateway.add_state(JobState::kRunning);
  gateway.add_result({WireDict{{{WireValue{std::string("x")}, WireValue{WireTensor{0}}}}}}, {counting(2)}, false);
  gateway.add_state(JobState::kFailed, internal_error("boom"));
  gateway.frames_on_run = false;
  gateway.fail_next = {grpc::Status::OK, {grpc::StatusCode::FAILED_PRECONDITION, "the job is FAILED"}};
  const auto result = connect()->run(simple_spec());
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->status, internal_error("boom"));
  EXPECT_TRUE(result->names().empty());
}

TEST_F(ClientTest, StopCancelsTheJobAndWaitsForItsEnd) {
  gateway.add_state(JobState::kRunning);
  gateway.hold_until_cancel = true;
  std::stop_source source;
  RunOptions options;
  options.stop = source.get_token();
  options.on_state = [&](const StateEvent& event) {
    if (event.state == JobState::kRunning) source.request_stop();
  };
  const auto result = connect()->run(simple_spec(), options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->state, JobState::kCancelled);
  EXPECT_EQ(result->status.code(), StatusCode::kCancelled);
  EXPECT_EQ(gateway.cancels, 1);
}

TEST_F(ClientTest, StopBeforeTheIdIsKnownFindsTheJobByItsKeyAndCancelsIt) {
  gateway.add_state(JobState::kRunning);
  gateway.hold_until_cancel = true;
  std::stop_source source;
  gateway.before_job_id = [&] { source.request_stop(); };
  RunOptions options;
  options.stop = source.get_token();
  const auto result = connect()->run(simple_spec(), options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->state, JobState::kCancelled);
  EXPECT_EQ(gateway.cancels, 1);
  for (const std::string& key : gateway.run_keys) EXPECT_EQ(key, gateway.run_keys[0]);
}

TEST_F(ClientTest, DeadlineCancelsTheJob) {
  gateway.add_state(JobState::kRunning);
  gateway.hold_until_cancel = true;
  RunOptions options;
  options.timeout_ms = 200;
  const auto result = connect()->run(simple_spec(), options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(result->state, JobState::kCancelled);
  EXPECT_EQ(result->status.code(), StatusCode::kDeadlineExceeded);
  EXPECT_THAT(result->status.ToString(), HasSubstr("200 ms"));
  EXPECT_EQ(gateway.cancels, 1);
}

TEST_F(ClientTest, DeadlinePassesWhileTheServerIsAway) {
  const auto client = *Client::connect("127.0.0.1:1", {.max_failures = 1'000'000, .first_backoff_ms = 1, .max_backoff_ms = 5});
  RunOptions options;
  options.timeout_ms = 100;
  const auto result = client->run(simple_spec(), options);
  EXPECT_EQ(result.status().code(), StatusCode::kDeadlineExceeded);
}

TEST_F(ClientTest, ResultBeyondTheLimitIsRefusedBeforeItIsAllocated) {
  gateway.script_success(counting(1000), false);
  ClientOptions options;
  options.max_result_bytes = 3999;
  const auto result = connect(options)->run(simple_spec());
  EXPECT_EQ(result.status().code(), StatusCode::kResourceExhausted);
  EXPECT_THAT(result.status().ToString(), HasSubstr("job-1"));
}

TEST_F(ClientTest, ResultThatNamesAMissingTensorIsRefused) {
  gateway.add_result({WireDict{{{WireValue{std::string("x")}, WireValue{WireList{{WireValue{WireTensor{0}}}}}}}}}, {counting(1)}, true);
  gateway.add_state(JobState::kCompleted);
  gateway.events[0].mutable_result()->clear_tensor();
  gateway.events[0].mutable_result()->clear_inline_frame();
  EXPECT_FALSE(connect()->run(simple_spec()).ok());
}

TEST_F(ClientTest, LargeConstantsAreUploadedOnceByContent) {
  gateway.script_success(counting(4), true);
  const HostTensor large = counting(kThreeFrames), small = counting(4);
  GraphBuilder graph;
  const Scope invoke = graph.invoke("Hello");
  invoke.save("a", graph.tensor(large));
  invoke.save("b", graph.tensor(small));
  invoke.save("c", graph.tensor(large));
  JobSpec spec;
  spec.model = "tiny";
  spec.graph = *graph.build();
  uint64_t done = 0, total = 0;
  RunOptions options;
  options.on_upload = [&](uint64_t d, uint64_t t) { done = d; total = t; };
  const auto client = connect();
  ASSERT_TRUE(client->run(spec, options).ok());
  const std::string hash = sha256_hex(large.bytes());
  EXPECT_THAT(gateway.put_hashes, ElementsAre(hash));
  EXPECT_EQ(gateway.parts[hash], large.bytes());
  EXPECT_EQ(done, large.nbytes);
  EXPECT_EQ(total, large.nbytes);
  EXPECT_EQ(gateway.last_spec.graph().tensor(0).part_hash(), hash);
  EXPECT_EQ(gateway.last_spec.graph().tensor(1).raw(), small.bytes());
  EXPECT_EQ(gateway.last_spec.graph().tensor(2).part_hash(), hash);
  ASSERT_TRUE(client->run(spec).ok());
  EXPECT_EQ(gateway.put_hashes.size(), 1u);  // it is there
}

TEST_F(ClientTest, BrokenUploadStartsAgain) {
  gateway.script_success(counting(4), true);
  gateway.fail_next = {grpc::Status::OK, {grpc::StatusCode::UNAVAILABLE, "broke"}};
  GraphBuilder graph;
  const HostTensor large = counting(kThreeFrames);
  graph.invoke("Hello").save("a", graph.tensor(large));
  JobSpec spec;
  spec.graph = *graph.build();
  ASSERT_TRUE(connect()->run(spec).ok());
  EXPECT_EQ(gateway.parts[sha256_hex(large.bytes())], large.bytes());
}

TEST_F(ClientTest, ManySmallConstantsBecomePartsBeforeTheMessageIsTooLarge) {
  gateway.script_success(counting(4), true);
  GraphBuilder graph;
  const Scope invoke = graph.invoke("Hello");
  for (int i = 0; i < 100; ++i) invoke.save(str_cat("s", i), graph.tensor(counting(15'000 + i)));
  JobSpec spec;
  spec.graph = *graph.build();
  ASSERT_TRUE(connect()->run(spec).ok());
  EXPECT_EQ(gateway.put_hashes.size(), 100u);
}

TEST_F(ClientTest, GraphThatExceedsAMessageIsRefusedHere) {
  GraphBuilder graph;
  graph.invoke(std::string(5 << 20, 'x'));
  JobSpec spec;
  spec.graph = *graph.build();
  const auto result = connect()->run(spec);
  EXPECT_EQ(result.status().code(), StatusCode::kResourceExhausted);
  EXPECT_TRUE(gateway.run_keys.empty());
}

TEST_F(ClientTest, ConstantWhoseBytesDoNotFitItsShapeIsRefused) {
  GraphBuilder graph;
  HostTensor tensor = counting(kThreeFrames);
  tensor.meta.shape = {7};
  graph.invoke("Hello").save("a", graph.tensor(tensor));
  JobSpec spec;
  spec.graph = *graph.build();
  EXPECT_EQ(connect()->run(spec).status().code(), StatusCode::kInvalidArgument);
}

TEST_F(ClientTest, WaitFollowsASubmittedJobAndReportsFromASeq) {
  const HostTensor tensor = counting(kThreeFrames);
  gateway.script_success(tensor, false);
  const auto client = connect();
  const auto job_id = client->submit(simple_spec());
  ASSERT_TRUE(job_id.ok());
  std::vector<uint64_t> seqs;
  RunOptions options;
  options.from_seq = 4;
  options.on_event = [&](const JobEvent& event) { seqs.push_back(event.seq); };
  const auto result = client->wait(*job_id, options);
  ASSERT_TRUE(result.ok()) << result.status();
  EXPECT_EQ((*result)["x"].tensor()->bytes(), tensor.bytes());
  EXPECT_THAT(seqs, ElementsAre(4, 5));
}

TEST_F(ClientTest, StopEndsWaitWithoutCancelling) {
  gateway.add_state(JobState::kRunning);
  gateway.hold_until_cancel = true;
  std::stop_source source;
  RunOptions options;
  options.stop = source.get_token();
  options.on_state = [&](const StateEvent&) { source.request_stop(); };
  EXPECT_EQ(connect()->wait("job-1", options).status().code(), StatusCode::kCancelled);
  EXPECT_EQ(gateway.cancels, 0);
}

TEST_F(ClientTest, WatchResumesAndStopsAtTheCallersError) {
  gateway.script_success(counting(4), true);
  gateway.break_watch_after = {2};
  std::vector<uint64_t> seqs;
  const auto client = connect();
  const auto note = [&](const JobEvent& event) { seqs.push_back(event.seq); return OkStatus(); };
  ASSERT_TRUE(client->watch("job-1", 2, note).ok());
  EXPECT_THAT(seqs, ElementsAre(2, 3, 4, 5));
  EXPECT_EQ(client->watch("job-1", 1, [](const JobEvent&) { return internal_error("mine"); }), internal_error("mine"));
  EXPECT_EQ(client->watch("job-2", 1, note).code(), StatusCode::kNotFound);
}

TEST_F(ClientTest, FetchGivesEveryFrameOnceAndVerified) {
  gateway.script_success(counting(kThreeFrames), false);
  gateway.break_fetch_after = {1};
  gateway.damage_frame = {-1, 2};
  std::vector<uint64_t> offsets;
  ASSERT_TRUE(connect()->fetch("job-1", 0, [&](Frame frame) { offsets.push_back(frame.offset); return OkStatus(); }).ok());
  EXPECT_THAT(offsets, ElementsAre(0, kFrameRawBytes, 2 * kFrameRawBytes));
  EXPECT_THAT(gateway.fetch_from, ElementsAre(0, 1, 2));
}

TEST_F(ClientTest, ShortCallsTranslateAnswersAndErrors) {
  const auto client = connect();
  const auto job = client->get("job-9");
  ASSERT_TRUE(job.ok());
  EXPECT_EQ(job->state, JobState::kFailed);
  EXPECT_EQ(job->status, invalid_argument("node 'h': no"));
  EXPECT_EQ(*client->cancel("job-1"), JobState::kCancelled);
  const auto status = client->status();
  ASSERT_TRUE(status.ok());
  EXPECT_EQ(status->models.at(0).state, HostedState::kReady);
  EXPECT_EQ(status->gateway_version, "1.2.3");
  EXPECT_THAT(client->describe("tyni").status().ToString(), HasSubstr("did you mean 'tiny'"));
  const auto rows = client->compare("tiny", {{"torch", "2.11.0"}});
  ASSERT_TRUE(rows.ok());
  EXPECT_EQ(rows->at(0).package, "torch");
  EXPECT_EQ(rows->at(0).match, VersionMatch::kOneSided);
  EXPECT_EQ(client->is_running("tiny").status().code(), StatusCode::kUnimplemented);  // the fake has none
}

TEST(ClientConnect, RefusesWhatIsNoAddress) {
  for (const char* address : {"", "host", "host:", ":50051", "host:port", "host:0", "host:70000", "unix:"})
    EXPECT_EQ(Client::connect(address).status().code(), StatusCode::kInvalidArgument) << address;
  for (const char* address : {"127.0.0.1:50051", "[::1]:80", "name.example:1", "unix:socket"}) EXPECT_TRUE(Client::connect(address).ok()) << address;
}

TEST(ClientConnect, NoServerIsUnavailable) {
  const auto client = *Client::connect("127.0.0.1:1", {.max_failures = 2, .first_backoff_ms = 1});
  const auto status = client->status().status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_THAT(status.ToString(), HasSubstr("127.0.0.1:1"));
}

}  // namespace

}  // namespace interloom::client
