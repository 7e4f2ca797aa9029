// The file of one log: a magic, records (header, data), then an index of record offsets and a trailer.
//
//   "ILFRAME1" · (40-byte header · data)* · u64 offset* · trailer (index offset, frames, raw bytes, check, "ILFRAEND")
//
// Little-endian. The trailer is written last, so a file that was cut anywhere has none and is kDataLoss.
// Threads: one at a time per object. Ownership: the objects own their file descriptors.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/frame.h"
#include "common/status.h"
#include "server/results/frame_store.h"

namespace interloom::results {

// A file descriptor that closes.
class File {
 public:
  File() = default;
  explicit File(int fd) : fd_(fd) {}
  File(File&& other) noexcept;
  File& operator=(File&& other) noexcept;
  ~File();
  int fd() const { return fd_; }

 private:
  int fd_ = -1;
};

// An errno as Status: kNotFound, kResourceExhausted (disk full, quota of the system) or kInternal.
Status errno_status(int error, std::string_view what, std::string_view path);

class FrameLogWriter {
 public:
  // Creates or truncates.
  static StatusOr<FrameLogWriter> create(const std::string& path);
  // kDataLoss when the frame's checksum is wrong. After an error only destruction is allowed.
  Status append(const Frame& frame);
  StatusOr<LogInfo> seal();
  uint64_t size() const { return size_; }

 private:
  FrameLogWriter(File file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  Status write(std::string_view head, std::string_view body);
  File file_;
  std::string path_;
  uint64_t size_ = 0;
  uint64_t raw_bytes_ = 0;
  std::vector<uint64_t> offsets_;
};

class FrameLogReader {
 public:
  static StatusOr<FrameLogReader> open(const std::string& path);
  const LogInfo& info() const { return info_; }
  uint64_t next_index() const { return next_; }
  // kInvalidArgument beyond the number of frames; that number itself is the end.
  Status seek(uint64_t frame);
  StatusOr<Frame> next();

 private:
  FrameLogReader(File file, std::string path) : file_(std::move(file)), path_(std::move(path)) {}
  Status read_trailer();
  Status read_at(uint64_t offset, void* out, size_t size) const;
  Status corrupt(std::string_view why) const;
  File file_;
  std::string path_;
  LogInfo info_;
  uint64_t index_offset_ = 0;
  uint64_t next_ = 0;
  uint64_t position_ = 0;
};

}  // namespace interloom::results
