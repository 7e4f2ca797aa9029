// The small ones: status, values, UTF-8, hashes, clock, jobs.
#include <gmock/gmock.h>

#include "common/clock.h"
#include "common/hash.h"
#include "common/job.h"
#include "common/utf8.h"
#include "common/value.h"

namespace interloom {
namespace {

TEST(Status, AnnotateKeepsCodeAndPayload) {
  Status status = make_status(StatusCode::kNotFound, "x ", 3);
  status.SetPayload("url", absl::Cord("p"));
  const Status out = annotate(status, "file");
  EXPECT_EQ(out.code(), StatusCode::kNotFound);
  EXPECT_EQ(message_of(out), "file: x 3");
  EXPECT_EQ(out.GetPayload("url"), absl::Cord("p"));
  EXPECT_TRUE(annotate(OkStatus(), "file").ok());
}

TEST(Status, DidYouMeanNamesTheNearest) {
  EXPECT_EQ(did_you_mean("smolm2", {"gpt2", "smollm2"}), " (did you mean 'smollm2'?)");
  EXPECT_EQ(did_you_mean("zzzzzz", {"gpt2", "smollm2"}), "");
  EXPECT_EQ(did_you_mean(std::string(100000, 'x'), {std::string(100000, 'x')}), "");
}

TEST(WireDepth, CountsNestingAndStops) {
  EXPECT_EQ(wire_depth({int64_t{1}}), 0);
  EXPECT_EQ(wire_depth({WireList{}}), 1);
  EXPECT_EQ(wire_depth({WireDict{{{WireValue{true}, WireValue{WireTuple{{WireValue{WireNone{}}}}}}}}}), 2);
  EXPECT_EQ(wire_depth({WireRecord{"X", {{"a", WireValue{WireList{}}}}}}), 2);
  WireValue deep{int64_t{1}};
  for (int i = 0; i < 5000; ++i) {
    WireList list;
    list.items.push_back(std::move(deep));
    deep = WireValue{std::move(list)};
  }
  EXPECT_EQ(wire_depth(deep), kMaxWireDepth + 1);
}

TEST(Utf8, AcceptsWhatRfc3629Does) {
  for (const char* text : {"", "plain ascii, longer than eight bytes", "né", "€", "\xF0\x9F\x98\x80", "\xF4\x8F\xBF\xBF"})
    EXPECT_TRUE(is_valid_utf8(text)) << text;
  for (const char* text : {"\x80", "\xC0\x80", "\xC3", "\xE0\x80\x80",
                           "\xED\xA0\x80", "\xF0\x9F\x98", "\xF4\x90\x80\x80", "\xF8"})
    EXPECT_FALSE(is_valid_utf8(text));
}

// The expected texts are CPython's bytes.decode("utf-8", "replace").
TEST(Utf8, ReplacesAsPythonDoes) {
  const std::string r = "\xEF\xBF\xBD";
  EXPECT_EQ(to_valid_utf8("good €"), "good €");
  EXPECT_EQ(to_valid_utf8("a\xFFz"), "a" + r + "z");
  EXPECT_EQ(to_valid_utf8("\xF0\x9F\x98"), r);
  EXPECT_EQ(to_valid_utf8("\xF0\x9F\x98 x"), r + " x");
  EXPECT_EQ(to_valid_utf8("\xED\xA0\x80"), r + r + r);
  EXPECT_EQ(to_valid_utf8("\xE2\x82\xE2\x82\xAC"), r + "€");
}

TEST(Sha256, MatchesKnownDigestsInPieces) {
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  Sha256 hash;
  hash.update("a");
  hash.update("bc");
  EXPECT_EQ(hash.finish_hex(), sha256_hex("abc"));
  EXPECT_EQ(hash.finish_hex(), sha256_hex(""));
}

TEST(Sha256, HexIsLowerCaseAndWhole) {
  EXPECT_TRUE(is_sha256_hex(sha256_hex("x")));
  EXPECT_FALSE(is_sha256_hex(sha256_hex("x").substr(1)));
  EXPECT_FALSE(is_sha256_hex(std::string(64, 'A')));
  EXPECT_FALSE(is_sha256_hex("../" + std::string(61, 'a')));
}

TEST(Xxh3, MatchesTheReference) { EXPECT_EQ(xxh3_64(""), 0x2D06800538D394C2ull); }

TEST(ManualClock, MovesOnlyWhenAdvanced) {
  ManualClock clock(1000);
  const auto start = clock.monotonic();
  clock.advance(std::chrono::milliseconds(250));
  EXPECT_EQ(clock.monotonic() - start, std::chrono::milliseconds(250));
  EXPECT_EQ(clock.unix_ms(), 1250);
}

TEST(JobState, NamesAndFinality) {
  EXPECT_EQ(job_state_name(JobState::kReceived), "RECEIVED");
  EXPECT_EQ(job_state_name(JobState::kWorkerLost), "WORKER_LOST");
  EXPECT_FALSE(is_final(JobState::kRunning));
  for (JobState state : {JobState::kCompleted,
                         JobState::kFailed, JobState::kCancelled, JobState::kTimedOut, JobState::kWorkerLost})
    EXPECT_TRUE(is_final(state));
}

}  // namespace
}  // namespace interloom
