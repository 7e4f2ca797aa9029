// The calls of service Models.
#include <utility>

#include "client/cpp/client.h"
#include "client/cpp/rpc.h"
#include "proto/translate.h"

namespace interloom::client {

namespace {

HostedModel hosted_model(const pb::ModelStatus& status) {
  HostedModel model;
  model.name = status.name();
  model.class_name = status.class_name();
  model.dtype = status.dtype();
  model.device = status.device();
  model.parameters = status.parameters();
  model.workers = status.workers();
  model.queued = status.queued();
  model.running = status.running();
  switch (status.state()) {
    case pb::ModelStatus::LOADING:
      model.state = HostedState::kLoading;
      break;
    case pb::ModelStatus::READY:
      model.state = HostedState::kReady;
      break;
    default:
      model.state = HostedState::kUnavailable;
      break;
  }
  return model;
}

VersionMatch version_match(pb::CompareResponse::Match match) {
  switch (match) {
    case pb::CompareResponse::SAME:
      return VersionMatch::kSame;
    case pb::CompareResponse::PATCH:
      return VersionMatch::kPatch;
    case pb::CompareResponse::MINOR:
      return VersionMatch::kMinor;
    case pb::CompareResponse::MAJOR:
      return VersionMatch::kMajor;
    default:
      return VersionMatch::kOneSided;
  }
}

}  // namespace

std::string_view hosted_state_name(HostedState state) {
  switch (state) {
    case HostedState::kLoading:
      return "LOADING";
    case HostedState::kReady:
      return "READY";
    case HostedState::kUnavailable:
      return "UNAVAILABLE";
  }
  return "UNKNOWN";
}

std::string_view version_match_name(VersionMatch match) {
  switch (match) {
    case VersionMatch::kSame:
      return "SAME";
    case VersionMatch::kPatch:
      return "PATCH";
    case VersionMatch::kMinor:
      return "MINOR";
    case VersionMatch::kMajor:
      return "MAJOR";
    case VersionMatch::kOneSided:
      return "ONE_SIDED";
  }
  return "UNKNOWN";
}

StatusOr<ServerStatus> Client::status() {
  Patience patience(connection_->options, 0, {});
  ASSIGN_OR_RETURN(const pb::ModelsStatusResponse response,
                   call(*connection_, patience, *connection_->models, &pb::Models::Stub::Status, pb::ModelsStatusRequest()));
  ServerStatus status{{}, response.gateway_version(), response.uptime_ms()};
  for (const pb::ModelStatus& model : response.model()) status.models.push_back(hosted_model(model));
  return status;
}

StatusOr<ModelInfo> Client::describe(const std::string& model) {
  Patience patience(connection_->options, 0, {});
  pb::DescribeRequest request;
  request.set_model(model);
  ASSIGN_OR_RETURN(const pb::ModelInfo info,
                   call(*connection_, patience, *connection_->models, &pb::Models::Stub::Describe, request));
  return proto::from_proto(info);
}

StatusOr<bool> Client::is_running(const std::string& model) {
  Patience patience(connection_->options, 0, {});
  pb::IsModelRunningRequest request;
  request.set_model(model);
  ASSIGN_OR_RETURN(const pb::IsModelRunningResponse response,
                   call(*connection_, patience, *connection_->models, &pb::Models::Stub::IsModelRunning, request));
  return response.running();
}

StatusOr<std::vector<VersionRow>> Client::compare(const std::string& model, const std::map<std::string, std::string>& versions) {
  Patience patience(connection_->options, 0, {});
  pb::CompareRequest request;
  request.set_model(model);
  for (const auto& [package, version] : versions) (*request.mutable_client_versions())[package] = version;
  ASSIGN_OR_RETURN(const pb::CompareResponse response,
                   call(*connection_, patience, *connection_->models, &pb::Models::Stub::Compare, request));
  std::vector<VersionRow> rows;
  for (const pb::CompareResponse::Row& row : response.row())
    rows.push_back({row.package(), row.client(), row.server(), version_match(row.match())});
  return rows;
}

}  // namespace interloom::client
