// What Run and Watch share: a reactor that sends a JobStream, one message at a time.
//
// Reactor is the gRPC server reactor to be. The derived class gives stream_ once (start_stream) and turns items into
// messages (write). Wakes of the feed, finished writes and the end of the client all meet in advance() and end(). A wake
// that comes while the object goes finds ended_ set, so it never reaches write(); the stream's end waits for it.
#pragma once

#include <grpcpp/grpcpp.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "proto/grpc_status.h"
#include "server/api/job_stream.h"

namespace interloom::api {

template <class Reactor>
class JobStreamReactor : public Reactor {
 public:
  void OnWriteDone(bool ok) override {
    {
      const std::lock_guard lock(mutex_);
      writing_ = false;
    }
    if (ok) advance();
    else end(client_gone());
  }
  void OnCancel() override { end(client_gone()); }
  void OnDone() override { delete this; }

 protected:
  // Starts the write of one item; the message lives until the next call.
  virtual void write(JobStream::Item item) = 0;

  // `first` starts a write of its own before the stream's; empty: the stream starts at once.
  void start_stream(std::unique_ptr<JobStream> stream, const std::function<void()>& first = {}) {
    {
      const std::lock_guard lock(mutex_);
      stream_ = std::move(stream);
      writing_ = first != nullptr;
    }
    stream_->subscribe([this] { advance(); });
    if (first) first();
    else advance();
  }
  // Null until start_stream.
  const JobStream* stream() const { return stream_.get(); }

  // Starts the next write if none is under way.
  void advance() {
    const std::lock_guard lock(mutex_);
    if (writing_ || ended_ || !stream_) return;
    StatusOr<std::optional<JobStream::Item>> item = stream_->next();
    if (!item.ok()) return end_locked(item.status());
    if (!item->has_value()) {
      if (stream_->done()) end_locked(OkStatus());
      return;
    }
    writing_ = true;
    write(**std::move(item));
  }

  void end(const Status& status) {
    const std::lock_guard lock(mutex_);
    end_locked(status);
  }

 private:
  static Status client_gone() { return make_status(StatusCode::kCancelled, "the client is gone"); }
  void end_locked(const Status& status) {
    if (std::exchange(ended_, true)) return;
    this->Finish(proto::to_grpc(status));
  }

  std::mutex mutex_;
  bool writing_ = false, ended_ = false;
  std::unique_ptr<JobStream> stream_;
};

}  // namespace interloom::api
