#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "common/hash.h"
#include "common/temp_dir.h"
#include "server/results/directory_store.h"
#include "server/results/frame_log.h"
#include "server/results/part_receiver.h"

namespace interloom::results {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

Frame frame_of(std::string_view raw, uint64_t offset = 0, Compression compression = Compression::kNone) {
  return encode_frame(0, offset, raw, DType::kUInt8, compression);
}

class ResultsTest : public ::testing::Test {
 protected:
  void SetUp() override { reopen(0); }
  void reopen(uint64_t quota) {
    auto store = open_directory_store({folder_, quota});
    ASSERT_TRUE(store.ok()) << store.status();
    store_ = *std::move(store);
  }
  // Frames "0", "11", "222", …
  void put(const std::string& name, int frames) {
    auto writer = store_->create(name);
    ASSERT_TRUE(writer.ok()) << writer.status();
    for (int i = 0; i < frames; ++i) ASSERT_TRUE((*writer)->append(frame_of(std::string(i + 1, '0' + i))).ok());
    const auto info = (*writer)->seal();
    ASSERT_TRUE(info.ok()) << info.status();
    EXPECT_EQ(info->frames, static_cast<uint64_t>(frames));
  }
  std::string bytes_of(const std::string& name) {
    std::ifstream in(folder_ + "/" + name, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void overwrite(const std::string& name, const std::string& bytes) {
    std::ofstream(folder_ + "/" + name, std::ios::binary | std::ios::trunc) << bytes;
  }
  // Opens and reads to the end.
  Status read_all(const std::string& name) {
    ASSIGN_OR_RETURN(const auto reader, store_->open(name, 0));
    while (reader->next_index() < reader->info().frames) RETURN_IF_ERROR(reader->next().status());
    return OkStatus();
  }

  const TempDir dir_;  // before the store: goes after it
  const std::string folder_ = dir_.path();
  std::unique_ptr<FrameStore> store_;
};

TEST_F(ResultsTest, FramesComeBackAsTheyWere) {
  auto writer = store_->create("results/j1/1");
  ASSERT_TRUE(writer.ok());
  const Frame in = encode_frame(7, 4096, std::string(5000, 'a'), DType::kFloat32, Compression::kFast);
  ASSERT_TRUE((*writer)->append(in).ok());
  ASSERT_TRUE((*writer)->seal().ok());
  auto reader = store_->open("results/j1/1", 0);
  ASSERT_TRUE(reader.ok()) << reader.status();
  EXPECT_EQ((*reader)->info().raw_bytes, 5000u);
  const auto out = (*reader)->next();
  ASSERT_TRUE(out.ok()) << out.status();
  EXPECT_EQ(out->tensor, 7u);
  EXPECT_EQ(out->offset, 4096u);
  EXPECT_EQ(out->raw_size, in.raw_size);
  EXPECT_EQ(out->encoding, in.encoding);
  EXPECT_EQ(out->elem_size, in.elem_size);
  EXPECT_EQ(out->checksum, in.checksum);
  EXPECT_EQ(out->data, in.data);
  EXPECT_EQ((*reader)->next().status().code(), StatusCode::kOutOfRange);
}

TEST_F(ResultsTest, ReadingStartsAtAnyFrame) {
  put("results/j1/1", 5);
  for (uint64_t from = 0; from < 5; ++from) {
    auto reader = store_->open("results/j1/1", from);
    ASSERT_TRUE(reader.ok()) << reader.status();
    EXPECT_EQ((*reader)->next()->data, std::string(from + 1, static_cast<char>('0' + from)));
  }
  EXPECT_TRUE(store_->open("results/j1/1", 5).ok());
  const Status beyond = store_->open("results/j1/1", 6).status();
  EXPECT_EQ(beyond.code(), StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(message_of(beyond)), HasSubstr("there are 5"));
}

TEST_F(ResultsTest, LogWithoutFramesIsALog) {
  put("results/j1/1", 0);
  EXPECT_EQ(store_->stat("results/j1/1")->frames, 0u);
}

TEST_F(ResultsTest, UnsealedLogIsNeverSeen) {
  {
    auto writer = store_->create("results/j1/1");
    ASSERT_TRUE((*writer)->append(frame_of("abc")).ok());
    EXPECT_EQ(store_->stat("results/j1/1").status().code(), StatusCode::kNotFound);
    EXPECT_GT(store_->stored_bytes(), 0u);
  }
  EXPECT_EQ(store_->stored_bytes(), 0u);
  EXPECT_TRUE(fs::is_empty(folder_ + "/tmp"));
}

TEST_F(ResultsTest, LeftoversOfAnEarlierProcessAreRemoved) {
  put("results/j1/1", 3);
  const uint64_t size = fs::file_size(folder_ + "/results/j1/1");
  overwrite("tmp/17", "half");
  reopen(0);
  EXPECT_FALSE(fs::exists(folder_ + "/tmp/17"));
  EXPECT_EQ(store_->stored_bytes(), size);
}

TEST_F(ResultsTest, SealReplacesAnOlderLog) {
  put("results/j1/1", 3);
  put("results/j1/1", 2);
  EXPECT_EQ(store_->stat("results/j1/1")->frames, 2u);
  EXPECT_EQ(store_->stored_bytes(), fs::file_size(folder_ + "/results/j1/1"));
}

TEST_F(ResultsTest, FileCutAnywhereIsDataLossThatNamesIt) {
  put("results/j1/1", 3);
  const std::string whole = bytes_of("results/j1/1");
  for (size_t size = 0; size < whole.size(); ++size) {
    overwrite("results/j1/1", whole.substr(0, size));
    const Status status = read_all("results/j1/1");
    ASSERT_EQ(status.code(), StatusCode::kDataLoss) << size;
    ASSERT_THAT(std::string(message_of(status)), HasSubstr("results/j1/1"));
  }
}

TEST_F(ResultsTest, AnyFlippedByteIsSeen) {
  put("results/j1/1", 3);
  const std::string whole = bytes_of("results/j1/1");
  size_t seen = 0;
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string bad = whole;
    bad[at] ^= 0x10;
    overwrite("results/j1/1", bad);
    const Status status = read_all("results/j1/1");
    seen += status.code() == StatusCode::kDataLoss;
    // A flipped index entry is found by the header it no longer leads to, which only a seek there sees.
    if (status.ok()) {
      Status sought;
      for (uint64_t from = 0; from < 3 && sought.ok(); ++from) {
        const auto reader = store_->open("results/j1/1", from);
        sought = reader.ok() ? (*reader)->next().status() : reader.status();
      }
      ASSERT_EQ(sought.code(), StatusCode::kDataLoss) << "byte " << at;
      ++seen;
    }
  }
  EXPECT_EQ(seen, whole.size());
}

TEST_F(ResultsTest, FrameWithWrongChecksumIsRefusedOnTheWayIn) {
  auto writer = store_->create("results/j1/1");
  Frame frame = frame_of("abc");
  frame.data[0] ^= 1;
  EXPECT_EQ((*writer)->append(frame).code(), StatusCode::kDataLoss);
}

TEST_F(ResultsTest, QuotaIsNamedAndFreedByRemoval) {
  reopen(4000);
  put("results/j1/1", 1);
  {
    auto writer = store_->create("results/j2/1");
    const Status status = (*writer)->append(frame_of(std::string(5000, 'x')));
    EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
    EXPECT_THAT(std::string(message_of(status)), HasSubstr("4000"));
  }
  ASSERT_TRUE(store_->remove("results/j1").ok());
  EXPECT_EQ(store_->stored_bytes(), 0u);
  EXPECT_FALSE(fs::exists(folder_ + "/results/j1"));
  put("results/j2/1", 1);
}

TEST_F(ResultsTest, SweepTakesOldAndLeavesTouched) {
  put("results/j1/1", 1);
  put("results/j2/1", 1);
  const auto old = fs::file_time_type::clock::now() - std::chrono::hours(48);
  for (const char* job : {"j1", "j2"}) fs::last_write_time(folder_ + "/results/" + job + "/1", old);
  EXPECT_TRUE(store_->touch("results/j2/1"));
  EXPECT_FALSE(store_->touch("results/none/1"));
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const int64_t yesterday = std::chrono::duration_cast<std::chrono::milliseconds>(now - std::chrono::hours(24)).count();
  ASSERT_TRUE(store_->sweep(yesterday).ok());
  EXPECT_FALSE(fs::exists(folder_ + "/results/j1"));
  EXPECT_TRUE(read_all("results/j2/1").ok());
  EXPECT_EQ(store_->stored_bytes(), fs::file_size(folder_ + "/results/j2/1"));
}

TEST_F(ResultsTest, NamesCannotLeaveTheFolder) {
  for (const char* name : {"", "/", "../x", "results/../../x", "/etc/passwd", "results//1", "results/", "a.b", "results/a b"}) {
    EXPECT_EQ(store_->create(name).status().code(), StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(store_->open(name, 0).status().code(), StatusCode::kInvalidArgument) << name;
    EXPECT_EQ(store_->remove(name).code(), StatusCode::kInvalidArgument) << name;
    EXPECT_FALSE(store_->touch(name)) << name;
  }
}

TEST_F(ResultsTest, MissingLogIsNotFound) {
  const Status status = store_->open("results/none/1", 0).status();
  EXPECT_EQ(status.code(), StatusCode::kNotFound);
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("results/none/1"));
}

TEST_F(ResultsTest, FullDiskIsResourceExhausted) {
  EXPECT_EQ(errno_status(ENOSPC, "writing", "x").code(), StatusCode::kResourceExhausted);
  EXPECT_EQ(errno_status(EIO, "writing", "x").code(), StatusCode::kInternal);
}

// Resident memory now, in bytes.
uint64_t resident() {
  uint64_t pages = 0, resident_pages = 0;
  std::ifstream("/proc/self/statm") >> pages >> resident_pages;
  return resident_pages * static_cast<uint64_t>(sysconf(_SC_PAGESIZE));
}

TEST_F(ResultsTest, MemoryStaysBoundedOverALargeLog) {
  constexpr int kFrames = 96;
  std::string raw(kFrameRawBytes, 'r');
  const uint64_t before = resident();
  auto writer = store_->create("results/big/1");
  for (int i = 0; i < kFrames; ++i) ASSERT_TRUE((*writer)->append(frame_of(raw, uint64_t{kFrameRawBytes} * i)).ok());
  ASSERT_TRUE((*writer)->seal().ok());
  ASSERT_TRUE(read_all("results/big/1").ok());
  EXPECT_LT(resident(), before + (16 << 20));
}

class PartReceiverTest : public ResultsTest {
 protected:
  StatusOr<PartReceiver> receiver(const std::string& content, uint64_t size, uint64_t limit = 1 << 20) {
    return PartReceiver::create(*store_, sha256_hex(content), size, limit);
  }
};

TEST_F(PartReceiverTest, KeepsWhatItsNameSays) {
  const std::string content = std::string(1000, 'a') + std::string(500, 'b');
  auto part = receiver(content, content.size());
  ASSERT_TRUE(part.ok()) << part.status();
  ASSERT_TRUE(part->add(frame_of(content.substr(0, 1000), 0, Compression::kFast)).ok());
  ASSERT_TRUE(part->add(frame_of(content.substr(1000), 1000)).ok());
  ASSERT_TRUE(part->finish().ok());
  EXPECT_EQ(store_->stat(*part_name(sha256_hex(content)))->raw_bytes, content.size());
}

TEST_F(PartReceiverTest, EmptyPartIsAPart) {
  auto part = receiver("", 0);
  ASSERT_TRUE(part->finish().ok());
  EXPECT_TRUE(store_->touch(*part_name(sha256_hex(""))));
}

TEST_F(PartReceiverTest, OtherContentIsRefusedAndNotKept) {
  {
    auto part = receiver("hello", 5);
    ASSERT_TRUE(part->add(frame_of("jello")).ok());
    const Status status = part->finish();
    EXPECT_EQ(status.code(), StatusCode::kInvalidArgument);
    EXPECT_THAT(std::string(message_of(status)), HasSubstr(sha256_hex("jello")));
  }
  EXPECT_FALSE(store_->touch(*part_name(sha256_hex("hello"))));
  EXPECT_EQ(store_->stored_bytes(), 0u);
}

TEST_F(PartReceiverTest, SizeMustBeAsSaid) {
  auto shorter = receiver("hello", 6);
  ASSERT_TRUE(shorter->add(frame_of("hello")).ok());
  EXPECT_THAT(std::string(message_of(shorter->finish())), HasSubstr("5 of 6"));
  auto longer = receiver("hello", 4);
  EXPECT_EQ(longer->add(frame_of("hello")).code(), StatusCode::kInvalidArgument);
}

TEST_F(PartReceiverTest, FramesMustComeInOrder) {
  auto part = receiver("hello", 5);
  EXPECT_THAT(std::string(message_of(part->add(frame_of("lo", 3)))), HasSubstr("byte 3 where byte 0"));
  auto other = receiver("hello", 5);
  Frame frame = frame_of("hello");
  frame.tensor = 1;
  EXPECT_EQ(other->add(frame).code(), StatusCode::kInvalidArgument);
}

TEST_F(PartReceiverTest, DamagedFrameIsDataLoss) {
  auto part = receiver("hello", 5);
  Frame frame = frame_of("hello");
  frame.data[2] ^= 1;
  EXPECT_EQ(part->add(frame).code(), StatusCode::kDataLoss);
}

TEST_F(PartReceiverTest, LimitAndSizeAreNamed) {
  const Status status = receiver("hello", 1000, 999).status();
  EXPECT_EQ(status.code(), StatusCode::kResourceExhausted);
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("1000"));
  EXPECT_THAT(std::string(message_of(status)), HasSubstr("999"));
}

TEST_F(PartReceiverTest, NameMustBeAHash) {
  for (const std::string& hash : {std::string("abc"), std::string(64, 'A'), std::string("../") + std::string(61, 'a')})
    EXPECT_EQ(PartReceiver::create(*store_, hash, 1, 10).status().code(), StatusCode::kInvalidArgument) << hash;
}

}  // namespace
}  // namespace interloom::results
