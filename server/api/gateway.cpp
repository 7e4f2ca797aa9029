#include "server/api/gateway.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>

#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

#include "proto/translate.h"
#include "server/api/services.h"

namespace interloom::api {
namespace {

constexpr std::chrono::milliseconds kTick{100};
constexpr std::chrono::milliseconds kDrainPoll{20};

}  // namespace

class Gateway::Impl {
 public:
  Impl(GatewayOptions options, scheduler::Scheduler& scheduler, results::FrameStore& results, const Clock& clock, Logger logger)
      : services_{std::move(options), scheduler, results, clock, std::move(logger), clock.unix_ms()} {}

  Status start() {
    static const bool once = [] {  // process-wide switches of gRPC
      grpc::EnableDefaultHealthCheckService(true);
      grpc::reflection::InitProtoReflectionServerBuilderPlugin();
      return true;
    }();
    (void)once;
    services_list_.push_back(make_jobs_service(services_));
    services_list_.push_back(make_models_service(services_));
    services_list_.push_back(make_worker_service(services_));
    grpc::ServerBuilder builder;
    builder.AddListeningPort(services_.options.listen, grpc::InsecureServerCredentials(), &port_);
    int worker_port = 1;
    if (!services_.options.worker_listen.empty())
      builder.AddListeningPort(services_.options.worker_listen, grpc::InsecureServerCredentials(), &worker_port);
    builder.SetMaxReceiveMessageSize(proto::kMaxMessageBytes);
    builder.SetMaxSendMessageSize(proto::kMaxMessageBytes);
    builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
    builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 5'000);
    for (const auto& service : services_list_) builder.RegisterService(service.get());
    server_ = builder.BuildAndStart();
    if (!server_ || port_ == 0 || worker_port == 0)
      return make_status(StatusCode::kUnavailable, "cannot listen on ", port_ == 0 || !server_ ? services_.options.listen : services_.options.worker_listen);
    for (const char* service : {"interloom.v1.Jobs", "interloom.v1.Models", "interloom.v1.WorkerLink"})
      server_->GetHealthCheckService()->SetServingStatus(service, true);
    ticker_ = std::jthread([this](const std::stop_token& stop) { tick(stop); });
    return OkStatus();
  }

  int port() const { return port_; }

  void shutdown(std::chrono::milliseconds grace) {
    if (!server_) return;
    server_->GetHealthCheckService()->SetServingStatus(false);
    services_.scheduler.stop_accepting();
    for (auto waited = std::chrono::milliseconds(0); waited < grace && services_.scheduler.running() > 0; waited += kDrainPoll)
      std::this_thread::sleep_for(kDrainPoll);
    services_.scheduler.interrupt_watchers();
    ticker_.request_stop();
    server_->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(2));
    server_->Wait();
    server_.reset();
  }

 private:
  void tick(const std::stop_token& stop) {
    std::mutex mutex;
    std::condition_variable_any wake;
    std::unique_lock lock(mutex);
    while (!wake.wait_for(lock, stop, kTick, [&] { return stop.stop_requested(); })) services_.scheduler.tick();
  }

  const Services services_;
  std::vector<std::unique_ptr<grpc::Service>> services_list_;
  std::unique_ptr<grpc::Server> server_;
  int port_ = 0;
  std::jthread ticker_;
};

Gateway::Gateway(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Gateway::~Gateway() { impl_->shutdown(std::chrono::milliseconds(0)); }

StatusOr<std::unique_ptr<Gateway>> Gateway::start(GatewayOptions options, scheduler::Scheduler& scheduler,
                                                  results::FrameStore& results, const Clock& clock, Logger logger) {
  auto impl = std::make_unique<Impl>(std::move(options), scheduler, results, clock, std::move(logger));
  RETURN_IF_ERROR(impl->start());
  return std::unique_ptr<Gateway>(new Gateway(std::move(impl)));
}

int Gateway::port() const { return impl_->port(); }
void Gateway::shutdown(std::chrono::milliseconds grace) { impl_->shutdown(grace); }

}  // namespace interloom::api
