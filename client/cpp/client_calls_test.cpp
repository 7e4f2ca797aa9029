// Uploads, and the calls beside run().
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "client/cpp/client_fixture_test.h"
#include "client/cpp/graph_builder.h"

namespace interloom::client {

namespace {

using testing::ElementsAre;
using testing::HasSubstr;

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
  options.on_upload = [&](uint64_t d, uint64_t t) {
    done = d;
    total = t;
  };
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
  const auto note = [&](const JobEvent& event) {
    seqs.push_back(event.seq);
    return OkStatus();
  };
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
  ASSERT_TRUE(connect()
                  ->fetch("job-1", 0,
                          [&](Frame frame) {
                            offsets.push_back(frame.offset);
                            return OkStatus();
                          })
                  .ok());
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
  for (const char* address : {"127.0.0.1:50051", "[::1]:80", "name.example:1", "unix:socket"})
    EXPECT_TRUE(Client::connect(address).ok()) << address;
}

TEST(ClientConnect, NoServerIsUnavailable) {
  const auto client = *Client::connect("127.0.0.1:1", {.max_failures = 2, .first_backoff_ms = 1});
  const auto status = client->status().status();
  EXPECT_EQ(status.code(), StatusCode::kUnavailable);
  EXPECT_THAT(status.ToString(), HasSubstr("127.0.0.1:1"));
}

}  // namespace

}  // namespace interloom::client
