// interloom.v1.Models: what is hosted, module trees, versions.
#include <array>
#include <charconv>
#include <set>

#include "interloom/v1/models.grpc.pb.h"
#include "proto/grpc_status.h"
#include "proto/translate.h"
#include "server/api/services.h"

namespace interloom::api {
namespace {

namespace pb = interloom::v1;

// "5.24.0+cu130" → {5, 24, 0}; what is not a number counts as 0.
std::array<int, 3> version_parts(std::string_view version) {
  std::array<int, 3> parts{};
  const char* at = version.data();
  const char* end = at + version.size();
  for (int& part : parts) {
    const auto [next, error] = std::from_chars(at, end, part);
    if (error != std::errc() || next == end || *next != '.') break;
    at = next + 1;
  }
  return parts;
}

pb::CompareResponse::Match match_of(const std::string& client, const std::string& server) {
  if (client.empty() || server.empty()) return pb::CompareResponse::ONE_SIDED;
  const auto a = version_parts(client), b = version_parts(server);
  if (a[0] != b[0]) return pb::CompareResponse::MAJOR;
  if (a[1] != b[1]) return pb::CompareResponse::MINOR;
  return a[2] == b[2] ? pb::CompareResponse::SAME : pb::CompareResponse::PATCH;
}

class ModelsService final : public pb::Models::CallbackService {
 public:
  explicit ModelsService(const Services& services) : services_(services) {}

  grpc::ServerUnaryReactor* Status(grpc::CallbackServerContext* context, const pb::ModelsStatusRequest*,
                                   pb::ModelsStatusResponse* response) override {
    for (const scheduler::ModelView& view : services_.scheduler.models()) *response->add_model() = status_of(view);
    response->set_gateway_version(services_.options.version);
    response->set_uptime_ms(static_cast<uint64_t>(services_.clock.unix_ms() - services_.started_unix_ms));
    return finish(context, OkStatus());
  }

  grpc::ServerUnaryReactor* IsModelRunning(grpc::CallbackServerContext* context, const pb::IsModelRunningRequest* request,
                                           pb::IsModelRunningResponse* response) override {
    for (const scheduler::ModelView& view : services_.scheduler.models())
      if (view.name == request->model() && view.workers > 0) response->set_running(true);
    return finish(context, OkStatus());
  }

  grpc::ServerUnaryReactor* Describe(grpc::CallbackServerContext* context, const pb::DescribeRequest* request,
                                     pb::ModelInfo* response) override {
    const auto info = find(request->model());
    if (info.ok()) *response = proto::to_proto(**info);
    return finish(context, info.status());
  }

  grpc::ServerUnaryReactor* Compare(grpc::CallbackServerContext* context, const pb::CompareRequest* request,
                                    pb::CompareResponse* response) override {
    const auto info = find(request->model());
    if (!info.ok()) return finish(context, info.status());
    std::set<std::string> packages;
    for (const auto& [package, version] : request->client_versions()) packages.insert(package);
    for (const auto& [package, version] : (*info)->versions) packages.insert(package);
    for (const std::string& package : packages) {
      pb::CompareResponse::Row& row = *response->add_row();
      row.set_package(package);
      if (const auto it = request->client_versions().find(package); it != request->client_versions().end()) row.set_client(it->second);
      if (const auto it = (*info)->versions.find(package); it != (*info)->versions.end()) row.set_server(it->second);
      row.set_match(match_of(row.client(), row.server()));
    }
    return finish(context, OkStatus());
  }

 private:
  StatusOr<std::shared_ptr<const ModelInfo>> find(const std::string& model) {
    RETURN_IF_ERROR(services_.scheduler.check_model(model));
    return services_.scheduler.model_info(model);
  }

  static pb::ModelStatus status_of(const scheduler::ModelView& view) {
    pb::ModelStatus out;
    out.set_name(view.name);
    if (view.info) {
      out.set_class_name(view.info->class_name);
      out.set_dtype(view.info->dtype);
      out.set_device(view.info->device);
      out.set_parameters(view.info->parameters);
    }
    out.set_workers(view.workers);
    out.set_queued(view.queued);
    out.set_running(view.running);
    out.set_state(view.workers > 0 ? pb::ModelStatus::READY : view.expected ? pb::ModelStatus::LOADING : pb::ModelStatus::UNAVAILABLE);
    return out;
  }

  static grpc::ServerUnaryReactor* finish(grpc::CallbackServerContext* context, const interloom::Status& status) {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(proto::to_grpc(status));
    return reactor;
  }

  const Services& services_;
};

}  // namespace

std::unique_ptr<grpc::Service> make_models_service(const Services& services) { return std::make_unique<ModelsService>(services); }

}  // namespace interloom::api
