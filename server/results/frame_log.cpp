#include "server/results/frame_log.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cerrno>
#include <cstring>
#include <utility>

namespace interloom::results {
namespace {

static_assert(std::endian::native == std::endian::little, "the file format is little-endian");

constexpr std::string_view kMagic = "ILFRAME1";
constexpr std::string_view kEndMagic = "ILFRAEND";
constexpr size_t kHeaderBytes = 40;
constexpr size_t kTrailerBytes = 40;
constexpr uint32_t kMaxDataBytes = 2 * kFrameRawBytes;  // zstd's worst case is far below

// FNV-1a: enough to see that a header or trailer is not one.
uint32_t check_of(std::string_view bytes) {
  uint32_t hash = 2166136261u;
  for (const char c : bytes) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash;
}

template <class Integer>
void put(char* out, size_t at, Integer value) { std::memcpy(out + at, &value, sizeof value); }
template <class Integer>
Integer take(const char* in, size_t at) {
  Integer value;
  std::memcpy(&value, in + at, sizeof value);
  return value;
}

std::array<char, kHeaderBytes> encode_header(const Frame& frame) {
  std::array<char, kHeaderBytes> h{};
  put<uint32_t>(h.data(), 0, static_cast<uint32_t>(frame.data.size()));
  put<uint32_t>(h.data(), 4, frame.tensor);
  put<uint64_t>(h.data(), 8, frame.offset);
  put<uint64_t>(h.data(), 16, frame.checksum);
  put<uint32_t>(h.data(), 24, frame.raw_size);
  put<uint32_t>(h.data(), 28, frame.elem_size);
  put<uint8_t>(h.data(), 32, static_cast<uint8_t>(frame.encoding));
  put<uint32_t>(h.data(), 36, check_of({h.data(), 36}));
  return h;
}

}  // namespace

File::File(File&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
File& File::operator=(File&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}
File::~File() {
  if (fd_ >= 0) ::close(fd_);
}

Status errno_status(int error, std::string_view what, std::string_view path) {
  StatusCode code = StatusCode::kInternal;
  if (error == ENOENT) code = StatusCode::kNotFound;
  if (error == ENOSPC || error == EDQUOT) code = StatusCode::kResourceExhausted;
  return make_status(code, what, " ", path, ": ", std::strerror(error));
}

StatusOr<FrameLogWriter> FrameLogWriter::create(const std::string& path) {
  const int fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) return errno_status(errno, "creating", path);
  FrameLogWriter writer{File(fd), path};
  RETURN_IF_ERROR(writer.write(kMagic, ""));
  return writer;
}

Status FrameLogWriter::write(std::string_view head, std::string_view body) {
  while (!head.empty() || !body.empty()) {
    iovec parts[2] = {{const_cast<char*>(head.data()), head.size()}, {const_cast<char*>(body.data()), body.size()}};
    const ssize_t n = ::writev(file_.fd(), parts, 2);
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno_status(errno, "writing", path_);
    size_t done = static_cast<size_t>(n);
    size_ += done;
    const size_t from_head = std::min(done, head.size());
    head.remove_prefix(from_head);
    body.remove_prefix(done - from_head);
  }
  return OkStatus();
}

Status FrameLogWriter::append(const Frame& frame) {
  if (frame.data.size() > kMaxDataBytes) return invalid_argument("a frame of ", frame.data.size(), " bytes exceeds ", kMaxDataBytes);
  RETURN_IF_ERROR(verify_frame(frame));
  offsets_.push_back(size_);
  raw_bytes_ += frame.raw_size;
  const auto header = encode_header(frame);
  return write({header.data(), header.size()}, frame.data);
}

StatusOr<LogInfo> FrameLogWriter::seal() {
  const uint64_t index_offset = size_;
  RETURN_IF_ERROR(write({reinterpret_cast<const char*>(offsets_.data()), offsets_.size() * sizeof(uint64_t)}, ""));
  std::array<char, kTrailerBytes> t{};
  put<uint64_t>(t.data(), 0, index_offset);
  put<uint64_t>(t.data(), 8, offsets_.size());
  put<uint64_t>(t.data(), 16, raw_bytes_);
  put<uint32_t>(t.data(), 28, check_of({t.data(), 28}));
  std::memcpy(t.data() + 32, kEndMagic.data(), kEndMagic.size());
  RETURN_IF_ERROR(write({t.data(), t.size()}, ""));
  return LogInfo{offsets_.size(), raw_bytes_, size_};
}

StatusOr<FrameLogReader> FrameLogReader::open(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return errno_status(errno, "opening", path);
  FrameLogReader reader{File(fd), path};
  RETURN_IF_ERROR(reader.read_trailer());
  RETURN_IF_ERROR(reader.seek(0));
  return reader;
}

Status FrameLogReader::corrupt(std::string_view why) const { return make_status(StatusCode::kDataLoss, path_, ": ", why); }

Status FrameLogReader::read_at(uint64_t offset, void* out, size_t size) const {
  auto* bytes = static_cast<char*>(out);
  while (size > 0) {
    const ssize_t n = ::pread(file_.fd(), bytes, size, static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n < 0) return errno_status(errno, "reading", path_);
    if (n == 0) return corrupt(str_cat("ends at byte ", offset, ", before its content does (truncated)"));
    bytes += n;
    offset += static_cast<uint64_t>(n);
    size -= static_cast<size_t>(n);
  }
  return OkStatus();
}

Status FrameLogReader::read_trailer() {
  struct stat st;
  if (::fstat(file_.fd(), &st) != 0) return errno_status(errno, "reading", path_);
  const uint64_t size = static_cast<uint64_t>(st.st_size);
  if (size < kMagic.size() + kTrailerBytes) return corrupt(str_cat("has ", size, " bytes, too few for a frame log (truncated)"));
  char magic[8];
  RETURN_IF_ERROR(read_at(0, magic, sizeof magic));
  if (std::string_view(magic, 8) != kMagic) return corrupt("does not start as a frame log");
  char t[kTrailerBytes];
  RETURN_IF_ERROR(read_at(size - kTrailerBytes, t, sizeof t));
  index_offset_ = take<uint64_t>(t, 0);
  info_ = {take<uint64_t>(t, 8), take<uint64_t>(t, 16), size};
  const bool good = std::string_view(t + 32, 8) == kEndMagic && take<uint32_t>(t, 28) == check_of({t, 28}) &&
                    info_.frames <= size / sizeof(uint64_t) && index_offset_ <= size &&
                    index_offset_ + info_.frames * sizeof(uint64_t) + kTrailerBytes == size;
  return good ? OkStatus() : corrupt("has no valid trailer (truncated)");
}

Status FrameLogReader::seek(uint64_t frame) {
  if (frame > info_.frames) return invalid_argument("frame ", frame, " is beyond the end: there are ", info_.frames);
  next_ = frame;
  position_ = index_offset_;
  if (frame < info_.frames) RETURN_IF_ERROR(read_at(index_offset_ + frame * sizeof(uint64_t), &position_, sizeof position_));
  return OkStatus();
}

StatusOr<Frame> FrameLogReader::next() {
  if (next_ >= info_.frames) return make_status(StatusCode::kOutOfRange, path_, ": no frame ", next_);
  char h[kHeaderBytes];
  if (position_ > index_offset_ || index_offset_ - position_ < kHeaderBytes) return corrupt(str_cat("frame ", next_, " lies outside"));
  RETURN_IF_ERROR(read_at(position_, h, sizeof h));
  const uint32_t size = take<uint32_t>(h, 0);
  if (take<uint32_t>(h, 36) != check_of({h, 36}) || size > kMaxDataBytes || size > index_offset_ - position_ - kHeaderBytes)
    return corrupt(str_cat("frame ", next_, " has a corrupt header"));
  Frame frame;
  frame.tensor = take<uint32_t>(h, 4);
  frame.offset = take<uint64_t>(h, 8);
  frame.checksum = take<uint64_t>(h, 16);
  frame.raw_size = take<uint32_t>(h, 24);
  frame.elem_size = take<uint32_t>(h, 28);
  frame.encoding = static_cast<Encoding>(take<uint8_t>(h, 32));
  frame.data.resize(size);
  RETURN_IF_ERROR(read_at(position_ + kHeaderBytes, frame.data.data(), size));
  if (Status status = verify_frame(frame); !status.ok()) return annotate(status, str_cat(path_, ": frame ", next_));
  position_ += kHeaderBytes + size;
  ++next_;
  return frame;
}

}  // namespace interloom::results
