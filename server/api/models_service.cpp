#include "server/api/models_service.h"

#include <map>
#include <memory>
#include <string>

#include "proto/translate.h"
#include "server/api/grpc_status.h"
#include "server/api/version_compare.h"

namespace interloom::api {
namespace {

namespace pb = interloom::v1;

grpc::ServerUnaryReactor* answer(grpc::CallbackServerContext* call, const ::absl::Status& status) {
  grpc::ServerUnaryReactor* reactor = call->DefaultReactor();
  reactor->Finish(to_grpc(status));
  return reactor;
}

void to_message(const scheduler::ModelView& view, pb::ModelStatus& out) {
  out.set_name(view.name);
  if (view.info != nullptr) {
    out.set_class_name(view.info->class_name);
    out.set_dtype(view.info->dtype);
    out.set_device(view.info->device);
    out.set_parameters(view.info->parameters);
  }
  out.set_workers(view.workers);
  out.set_queued(view.queued);
  out.set_running(view.running);
  out.set_state(view.workers > 0 ? pb::ModelStatus::READY : view.expected ? pb::ModelStatus::LOADING : pb::ModelStatus::UNAVAILABLE);
}

pb::CompareResponse::Match to_message(VersionMatch match) {
  switch (match) {
    case VersionMatch::kSame: return pb::CompareResponse::SAME;
    case VersionMatch::kPatch: return pb::CompareResponse::PATCH;
    case VersionMatch::kMinor: return pb::CompareResponse::MINOR;
    case VersionMatch::kMajor: return pb::CompareResponse::MAJOR;
    case VersionMatch::kOneSided: return pb::CompareResponse::ONE_SIDED;
  }
  return pb::CompareResponse::MATCH_INVALID;
}

}  // namespace

grpc::ServerUnaryReactor* ModelsService::Status(grpc::CallbackServerContext* call, const pb::ModelsStatusRequest*,
                                                pb::ModelsStatusResponse* response) {
  for (const scheduler::ModelView& view : context_.scheduler.models()) to_message(view, *response->add_model());
  response->set_gateway_version(context_.version);
  const auto uptime = std::chrono::steady_clock::now() - started_;
  response->set_uptime_ms(static_cast<uint64_t>(std::chrono::duration_cast<std::chrono::milliseconds>(uptime).count()));
  return answer(call, OkStatus());
}

grpc::ServerUnaryReactor* ModelsService::IsModelRunning(grpc::CallbackServerContext* call, const pb::IsModelRunningRequest* request,
                                                        pb::IsModelRunningResponse* response) {
  for (const scheduler::ModelView& view : context_.scheduler.models())
    if (view.name == request->model()) response->set_running(view.workers > 0);
  return answer(call, OkStatus());
}

grpc::ServerUnaryReactor* ModelsService::Describe(grpc::CallbackServerContext* call, const pb::DescribeRequest* request,
                                                  pb::ModelInfo* response) {
  const auto info = context_.scheduler.model_info(request->model());
  if (info.ok()) *response = proto::to_proto(**info);
  return answer(call, info.status());
}

grpc::ServerUnaryReactor* ModelsService::Compare(grpc::CallbackServerContext* call, const pb::CompareRequest* request,
                                                 pb::CompareResponse* response) {
  const auto info = context_.scheduler.model_info(request->model());
  if (!info.ok()) return answer(call, info.status());
  const std::map<std::string, std::string> client(request->client_versions().begin(), request->client_versions().end());
  for (const VersionRow& row : compare_packages(client, (*info)->versions)) {
    pb::CompareResponse::Row& out = *response->add_row();
    out.set_package(row.package);
    out.set_client(row.client);
    out.set_server(row.server);
    out.set_match(to_message(row.match));
  }
  return answer(call, OkStatus());
}

}  // namespace interloom::api
