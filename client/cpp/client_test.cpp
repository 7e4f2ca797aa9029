#include "client/cpp/client.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/cpp/client_fixture_test.h"

namespace interloom::client {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

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
  options.on_state = [&](const StateEvent& event) {
    states.push_back(event.state);
    position = std::max(position, event.position);
  };
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
  options.on_download = [&](uint64_t d, uint64_t t) {
    EXPECT_GT(d, done);
    done = d;
    total = t;
  };
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
  gateway.add_result({WireDict{{{WireValue{std::string("x")}, WireValue{WireList{{WireValue{WireTensor{0}}}}}}}}}, {counting(1)},
                     true);
  gateway.add_state(JobState::kCompleted);
  gateway.events[0].mutable_result()->clear_tensor();
  gateway.events[0].mutable_result()->clear_inline_frame();
  EXPECT_FALSE(connect()->run(simple_spec()).ok());
}

}  // namespace

}  // namespace interloom::client
