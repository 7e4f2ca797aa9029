#include "server/api/gateway.h"

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>
#include <grpcpp/health_check_service_interface.h>

#include <utility>

#include "proto/translate.h"
#include "server/api/jobs_service.h"
#include "server/api/models_service.h"
#include "server/api/worker_service.h"

namespace interloom::api {
namespace {

void configure(grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(proto::kMaxMessageBytes);
  builder.SetMaxSendMessageSize(proto::kMaxMessageBytes);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);  // a port in use is an error
  // Only reflection and health are synchronous.
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 2);
  builder.AddChannelArgument(GRPC_ARG_HTTP2_MIN_RECV_PING_INTERVAL_WITHOUT_DATA_MS, 1000);
  builder.AddChannelArgument(GRPC_ARG_KEEPALIVE_PERMIT_WITHOUT_CALLS, 1);
}

}  // namespace

class Gateway::Services {
 public:
  explicit Services(const Context& context) : jobs(context), models(context), workers(context) {}
  JobsService jobs;
  ModelsService models;
  WorkerService workers;
};

Gateway::Gateway(GatewayOptions options, Context context, const Clock& clock, Metrics& metrics)
    : options_(std::move(options)), context_(std::move(context)), clock_(clock), metrics_(metrics),
      services_(std::make_unique<Services>(context_)) {}

StatusOr<std::unique_ptr<Gateway>> Gateway::start(GatewayOptions options, Context context, const Clock& clock, Metrics& metrics) {
  std::unique_ptr<Gateway> gateway(new Gateway(std::move(options), std::move(context), clock, metrics));
  RETURN_IF_ERROR(gateway->listen());
  gateway->ticker_ = std::thread([raw = gateway.get()] { raw->tick_loop(); });
  return gateway;
}

Status Gateway::listen() {
  grpc::EnableDefaultHealthCheckService(true);
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  const auto failed = [](const std::string& address) {
    return make_status(StatusCode::kUnavailable, "cannot listen on ", address, ": in use, or not an address of this machine");
  };
  grpc::ServerBuilder builder;
  configure(builder);
  int port = 0;
  const std::string wanted = options_.listen.with_port(options_.listen.port);
  builder.AddListeningPort(wanted, grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&services_->jobs);
  builder.RegisterService(&services_->models);
  if (options_.worker_listen.empty()) builder.RegisterService(&services_->workers);
  server_ = builder.BuildAndStart();
  if (server_ == nullptr || (port == 0 && !options_.listen.is_unix())) return failed(wanted);
  address_ = options_.listen.with_port(port);

  if (!options_.worker_listen.empty()) {
    grpc::ServerBuilder workers;
    configure(workers);
    std::vector<int> ports(options_.worker_listen.size(), 0);
    std::string all;
    for (size_t i = 0; i < ports.size(); ++i) {
      const std::string address = options_.worker_listen[i].with_port(options_.worker_listen[i].port);
      all += (i == 0 ? "" : ", ") + address;
      workers.AddListeningPort(address, grpc::InsecureServerCredentials(), &ports[i]);
    }
    workers.RegisterService(&services_->workers);
    worker_server_ = workers.BuildAndStart();
    if (worker_server_ == nullptr) return failed(all);
    for (size_t i = 0; i < ports.size(); ++i) worker_addresses_.push_back(options_.worker_listen[i].with_port(ports[i]));
  } else {
    worker_addresses_.push_back(address_);
  }
  for (const char* service : {"interloom.v1.Jobs", "interloom.v1.Models"}) server_->GetHealthCheckService()->SetServingStatus(service, true);
  grpc::Server& worker_server = worker_server_ ? *worker_server_ : *server_;
  worker_server.GetHealthCheckService()->SetServingStatus("interloom.v1.WorkerLink", true);
  return OkStatus();
}

Gateway::~Gateway() {
  shutdown(std::chrono::milliseconds(0));
}

void Gateway::shutdown(std::chrono::milliseconds drain) {
  context_.scheduler.stop_accepting();
  if (server_) server_->GetHealthCheckService()->SetServingStatus(false);
  const auto until = std::chrono::steady_clock::now() + drain;
  while (context_.scheduler.running() > 0 && std::chrono::steady_clock::now() < until)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  context_.scheduler.interrupt_watchers();
  const auto deadline = std::chrono::system_clock::now() + std::chrono::milliseconds(500);
  if (server_) server_->Shutdown(deadline);
  if (worker_server_) worker_server_->Shutdown(std::chrono::system_clock::now());
  {
    std::lock_guard lock(mutex_);
    stop_ = true;
  }
  stop_changed_.notify_all();
  if (ticker_.joinable()) ticker_.join();
}

void Gateway::tick_loop() {
  auto next_sweep = clock_.monotonic();
  std::unique_lock lock(mutex_);
  while (!stop_changed_.wait_for(lock, options_.tick, [this] { return stop_; })) {
    lock.unlock();
    context_.scheduler.tick();
    if (clock_.monotonic() >= next_sweep) {
      sweep();
      next_sweep = clock_.monotonic() + options_.sweep_interval;
    }
    lock.lock();
  }
}

void Gateway::sweep() {
  constexpr uint32_t kBatch = 500;
  const int64_t now = clock_.unix_ms();
  if (Status status = context_.results.sweep(now - options_.result_ttl.count()); !status.ok())
    context_.logger.warn("sweep_failed", {{"error", message_of(status)}});
  const auto removed = context_.store.remove_finished(now - options_.job_ttl.count(), kBatch);
  if (!removed.ok()) context_.logger.warn("sweep_failed", {{"error", message_of(removed.status())}});
  if (removed.ok())
    for (const std::string& job_id : *removed) (void)context_.results.remove(str_cat("results/", job_id));
  metrics_.gauge("interloom_result_store_bytes", "Bytes of results and parts").set(static_cast<double>(context_.results.stored_bytes()));
}

}  // namespace interloom::api
