#include "server/results/directory_store.h"

#include <sys/stat.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <filesystem>
#include <mutex>
#include <system_error>
#include <utility>
#include <vector>

#include "common/hash.h"
#include "server/results/frame_log.h"

namespace interloom::results {
namespace {

namespace fs = std::filesystem;

// Pieces of letters, digits, '-' and '_' between slashes: nothing that could leave the folder.
Status check_name(std::string_view name) {
  bool empty_piece = true;
  for (const char c : name) {
    const bool word = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
    if (c == '/' && !empty_piece) {
      empty_piece = true;
    } else if (word) {
      empty_piece = false;
    } else {
      return invalid_argument("'", name, "' is not a valid name of a log");
    }
  }
  return empty_piece ? invalid_argument("'", name, "' is not a valid name of a log") : OkStatus();
}

Status fs_status(const std::error_code& error, std::string_view what, const fs::path& path) {
  return error ? errno_status(error.value(), what, path.native()) : OkStatus();
}

// Bytes in use, shared by the store and its writers.
struct Usage {
  uint64_t quota = 0;
  std::atomic<uint64_t> bytes{0};

  Status reserve(uint64_t more) {
    const uint64_t now = bytes.fetch_add(more) + more;
    if (quota == 0 || now <= quota) return OkStatus();
    bytes.fetch_sub(more);
    return make_status(StatusCode::kResourceExhausted, "the result store is full: its quota is ", quota, " bytes, in use are ",
                       now - more, ", needed are ", more, " more");
  }
};

class DirectoryWriter final : public FrameWriter {
 public:
  DirectoryWriter(FrameLogWriter log, Usage& usage, fs::path temporary, fs::path target)
      : log_(std::move(log)), usage_(usage), temporary_(std::move(temporary)), target_(std::move(target)) {}

  ~DirectoryWriter() override {
    if (sealed_) return;
    std::error_code ignored;
    fs::remove(temporary_, ignored);
    usage_.bytes.fetch_sub(reserved_);
  }

  Status append(const Frame& frame) override {
    constexpr uint64_t kRecordOverhead = 64;  // header and index entry
    const uint64_t size = frame.data.size() + kRecordOverhead;
    RETURN_IF_ERROR(usage_.reserve(size));
    reserved_ += size;
    return log_.append(frame);
  }

  StatusOr<LogInfo> seal() override {
    ASSIGN_OR_RETURN(const LogInfo info, log_.seal());
    std::error_code error;
    fs::create_directories(target_.parent_path(), error);
    RETURN_IF_ERROR(fs_status(error, "creating", target_.parent_path()));
    const uint64_t replaced = fs::file_size(target_, error);
    const uint64_t freed = error ? 0 : replaced;
    fs::rename(temporary_, target_, error);
    RETURN_IF_ERROR(fs_status(error, "renaming", temporary_));
    usage_.bytes.fetch_add(info.stored_bytes - reserved_ - freed);  // modulo 2^64: may be a decrease
    sealed_ = true;
    return info;
  }

 private:
  FrameLogWriter log_;
  Usage& usage_;
  fs::path temporary_;
  fs::path target_;
  uint64_t reserved_ = 0;
  bool sealed_ = false;
};

class DirectoryReader final : public FrameReader {
 public:
  explicit DirectoryReader(FrameLogReader log) : log_(std::move(log)) {}
  const LogInfo& info() const override { return log_.info(); }
  uint64_t next_index() const override { return log_.next_index(); }
  StatusOr<Frame> next() override { return log_.next(); }

 private:
  FrameLogReader log_;
};

class DirectoryStore final : public FrameStore {
 public:
  explicit DirectoryStore(DirectoryStoreOptions options) : root_(options.directory) { usage_.quota = options.quota_bytes; }

  Status prepare() {
    std::error_code error;
    fs::remove_all(root_ / "tmp", error);
    for (const char* folder : {"tmp", "results", "parts"}) {
      fs::create_directories(root_ / folder, error);
      RETURN_IF_ERROR(fs_status(error, "creating", root_ / folder));
    }
    uint64_t bytes = 0;
    for (const fs::path& path : files(root_)) {
      const uint64_t size = fs::file_size(path, error);
      if (!error) bytes += size;
    }
    usage_.bytes = bytes;
    return OkStatus();
  }

  StatusOr<std::unique_ptr<FrameWriter>> create(std::string_view name) override {
    RETURN_IF_ERROR(check_name(name));
    const fs::path temporary = root_ / "tmp" / std::to_string(next_temporary_.fetch_add(1));
    ASSIGN_OR_RETURN(FrameLogWriter log, FrameLogWriter::create(temporary.native()));
    return std::unique_ptr<FrameWriter>(std::make_unique<DirectoryWriter>(std::move(log), usage_, temporary, root_ / name));
  }

  StatusOr<std::unique_ptr<FrameReader>> open(std::string_view name, uint64_t from) override {
    ASSIGN_OR_RETURN(FrameLogReader log, open_log(name));
    RETURN_IF_ERROR(log.seek(from));
    return std::unique_ptr<FrameReader>(std::make_unique<DirectoryReader>(std::move(log)));
  }

  StatusOr<LogInfo> stat(std::string_view name) override {
    ASSIGN_OR_RETURN(const FrameLogReader log, open_log(name));
    return log.info();
  }

  bool touch(std::string_view name) override {
    if (!check_name(name).ok()) return false;
    std::error_code error;
    fs::last_write_time(root_ / name, fs::file_time_type::clock::now(), error);
    return !error;
  }

  Status remove(std::string_view name) override {
    RETURN_IF_ERROR(check_name(name));
    const fs::path path = root_ / name;
    std::error_code error;
    const bool is_file = fs::is_regular_file(path, error);
    for (const fs::path& file : is_file ? std::vector<fs::path>{path} : files(path)) RETURN_IF_ERROR(remove_file(file));
    if (!is_file) fs::remove_all(path, error);
    return OkStatus();
  }

  Status sweep(int64_t before_unix_ms) override {
    for (const char* folder : {"results", "parts"}) {
      for (const fs::path& file : files(root_ / folder)) {
        struct ::stat st;
        if (::stat(file.c_str(), &st) != 0) continue;
        const int64_t written_ms = st.st_mtim.tv_sec * 1000 + st.st_mtim.tv_nsec / 1'000'000;
        if (written_ms >= before_unix_ms) continue;
        RETURN_IF_ERROR(remove_file(file));
        std::error_code ignored;
        if (file.parent_path() != root_ / folder) fs::remove(file.parent_path(), ignored);  // only when empty
      }
    }
    return OkStatus();
  }

  uint64_t stored_bytes() const override { return usage_.bytes; }

 private:
  StatusOr<FrameLogReader> open_log(std::string_view name) {
    RETURN_IF_ERROR(check_name(name));
    auto log = FrameLogReader::open((root_ / name).native());
    if (log.status().code() == StatusCode::kNotFound) return make_status(StatusCode::kNotFound, "'", name, "' is not stored here");
    return log;
  }

  Status remove_file(const fs::path& file) {
    std::error_code error;
    const uint64_t size = fs::file_size(file, error);
    const bool removed = !error && fs::remove(file, error);
    if (removed) usage_.bytes.fetch_sub(size);
    return error && error.value() != ENOENT ? fs_status(error, "removing", file) : OkStatus();
  }

  static std::vector<fs::path> files(const fs::path& folder) {
    std::vector<fs::path> out;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end; it.increment(error))
      if (it->is_regular_file(error)) out.push_back(it->path());
    return out;
  }

  fs::path root_;
  Usage usage_;
  std::atomic<uint64_t> next_temporary_{0};
};

}  // namespace

std::string result_name(std::string_view job_id, uint32_t attempt) { return str_cat("results/", job_id, "/", attempt); }

StatusOr<std::string> part_name(std::string_view hash) {
  if (!is_sha256_hex(hash)) return invalid_argument("'", hash.substr(0, 80), "' is not a lower-case hex SHA-256");
  return str_cat("parts/", hash);
}

StatusOr<std::unique_ptr<FrameStore>> open_directory_store(DirectoryStoreOptions options) {
  auto store = std::make_unique<DirectoryStore>(std::move(options));
  RETURN_IF_ERROR(store->prepare());
  return std::unique_ptr<FrameStore>(std::move(store));
}

}  // namespace interloom::results
