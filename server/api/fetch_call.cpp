// Jobs.Fetch: the frames of a result from a number on, one message at a time.
#include <optional>
#include <utility>

#include "server/api/grpc_status.h"
#include "server/api/jobs_calls.h"
#include "server/api/result_source.h"

namespace interloom::api {
namespace {

constexpr size_t kMessageBytes = 256 << 10;  // small frames travel together up to this size

// Its callbacks come one after another: the next write starts when the last is done.
class FetchCall final : public grpc::ServerWriteReactor<pb::FetchResponse> {
 public:
  FetchCall(const Context& context, const pb::FetchRequest& request) {
    auto source = ResultSource::open(context, request.job_id(), request.from_frame());
    if (!source.ok()) {
      Finish(to_grpc(source.status()));
      return;
    }
    source_.emplace(*std::move(source));
    write_next();
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return Finish(grpc::Status::CANCELLED);
    write_next();
  }
  void OnDone() override { delete this; }

 private:
  void write_next() {
    response_.Clear();
    size_t bytes = 0;
    while (!source_->done() && bytes < kMessageBytes) {
      StatusOr<pb::Frame> frame = source_->next();
      if (!frame.ok()) return Finish(to_grpc(frame.status()));
      bytes += frame->data().size();
      *response_.add_frame() = *std::move(frame);
    }
    if (response_.frame().empty()) return Finish(grpc::Status::OK);
    StartWrite(&response_);
  }

  std::optional<ResultSource> source_;
  pb::FetchResponse response_;
};

}  // namespace

grpc::ServerWriteReactor<pb::FetchResponse>* start_fetch(const Context& context, const pb::FetchRequest& request) {
  return new FetchCall(context, request);
}

}  // namespace interloom::api
