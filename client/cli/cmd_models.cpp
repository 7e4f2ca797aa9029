// interloom status, models, tree, compare: what the server hosts.
#include <cstdio>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>

#include "client/cli/commands.h"

namespace interloom::cli {

namespace {

using nlohmann::json;

json model_json(const client::HostedModel& model) {
  return {
      {"name", model.name},     {"class", model.class_name},      {"dtype", model.dtype},
      {"device", model.device}, {"parameters", model.parameters}, {"workers", model.workers},
      {"queued", model.queued}, {"running", model.running},       {"state", std::string(client::hosted_state_name(model.state))}};
}

std::string state_text(const Console& console, client::HostedState state) {
  const Style style = state == client::HostedState::kReady     ? Style::kGreen
                      : state == client::HostedState::kLoading ? Style::kYellow
                                                               : Style::kRed;
  return console.out(style, client::hosted_state_name(state));
}

int show_status(const Context& context, bool models_only) {
  const Console& console = context.console;
  const auto client = context.connect();
  if (!client.ok()) return console.fail(client.status());
  const auto status = (*client)->status();
  if (!status.ok()) return console.fail(status.status());
  json models = json::array();
  for (const client::HostedModel& model : status->models) models.push_back(model_json(model));
  if (console.json) {
    json document = {{"models", std::move(models)}};
    if (!models_only)
      document.update(
          {{"server", context.server}, {"gateway_version", status->gateway_version}, {"uptime_ms", status->uptime_ms}});
    print_json(document);
    return kExitOk;
  }
  if (!models_only)
    std::printf("%s  version %s, up %s\n\n", console.out(Style::kBold, context.server).c_str(), status->gateway_version.c_str(),
                human_duration(status->uptime_ms).c_str());
  if (status->models.empty()) std::puts("no model is hosted");
  std::vector<std::vector<std::string>> rows;
  if (models_only)
    rows.push_back({"MODEL", "CLASS", "PARAMETERS", "DTYPE", "DEVICE"});
  else
    rows.push_back({"MODEL", "WORKERS", "RUNNING", "QUEUED", "STATE"});
  for (const client::HostedModel& model : status->models) {
    if (models_only)
      rows.push_back({model.name, model.class_name, human_count(model.parameters), model.dtype, model.device});
    else
      rows.push_back(
          {model.name, str_cat(model.workers), str_cat(model.running), str_cat(model.queued), state_text(console, model.state)});
  }
  if (rows.size() > 1) std::fputs(format_table(console, rows).c_str(), stdout);
  return kExitOk;
}

int show_tree(const Context& context, const std::string& model, bool paths) {
  const Console& console = context.console;
  const auto client = context.connect();
  if (!client.ok()) return console.fail(client.status());
  const auto info = (*client)->describe(model);
  if (!info.ok()) return console.fail(info.status());
  if (console.json) {
    json modules = json::array();
    for (const ModuleNode& module : info->modules)
      modules.push_back(
          {{"path", module.path}, {"class", module.class_name}, {"extra", module.extra}, {"called", module.called}});
    print_json({{"name", info->name},
                {"class", info->class_name},
                {"dtype", info->dtype},
                {"device", info->device},
                {"parameters", info->parameters},
                {"bytes", info->bytes},
                {"max_length", info->max_length},
                {"versions", info->versions},
                {"modules", std::move(modules)}});
  } else if (paths) {
    for (const ModuleNode& module : info->modules)
      if (!module.path.empty()) std::puts(module.path.c_str());
  } else {
    const std::string tree = format_module_tree(info->modules);
    std::fputs(tree.c_str(), stdout);
    if (!tree.ends_with('\n')) std::puts("");
  }
  return kExitOk;
}

StatusOr<std::map<std::string, std::string>> parse_versions(const std::vector<std::string>& given) {
  std::map<std::string, std::string> versions = {{"interloom", INTERLOOM_VERSION}};
  for (const std::string& item : given) {
    const size_t equals = item.find('=');
    if (equals == item.npos || equals == 0) return invalid_argument("'", item, "' is not PACKAGE=VERSION");
    versions[item.substr(0, equals)] = item.substr(equals + 1);
  }
  return versions;
}

int compare(const Context& context, const std::string& model, const std::vector<std::string>& given) {
  const Console& console = context.console;
  const auto versions = parse_versions(given);
  if (!versions.ok()) return console.fail(versions.status());
  const auto client = context.connect();
  if (!client.ok()) return console.fail(client.status());
  const auto rows = (*client)->compare(model, *versions);
  if (!rows.ok()) return console.fail(rows.status());
  json document = json::array();
  std::vector<std::vector<std::string>> table = {{"PACKAGE", "CLIENT", "SERVER", "MATCH"}};
  for (const client::VersionRow& row : *rows) {
    const std::string match(client::version_match_name(row.match));
    document.push_back({{"package", row.package}, {"client", row.client}, {"server", row.server}, {"match", match}});
    const bool fine = row.match == client::VersionMatch::kSame || row.match == client::VersionMatch::kPatch;
    const bool bad = row.match == client::VersionMatch::kMajor;
    table.push_back({row.package, row.client.empty() ? "-" : row.client, row.server.empty() ? "-" : row.server,
                     console.out(fine  ? Style::kGreen
                                 : bad ? Style::kRed
                                       : Style::kYellow,
                                 match)});
  }
  if (console.json)
    print_json({{"model", model}, {"rows", std::move(document)}});
  else
    std::fputs(format_table(console, table).c_str(), stdout);
  return kExitOk;
}

}  // namespace

void add_status(CLI::App& app, Context& context) {
  CLI::App* command = add_command(app, "status", "Is the server well, and what is it doing", "Example:\n  interloom status");
  command->callback([&context] { context.chosen = [&context] { return show_status(context, false); }; });
}

void add_models(CLI::App& app, Context& context) {
  CLI::App* command = add_command(app, "models", "List the hosted models", "Example:\n  interloom models --json");
  command->callback([&context] { context.chosen = [&context] { return show_status(context, true); }; });
}

void add_tree(CLI::App& app, Context& context) {
  struct Arguments {
    std::string model;
    bool paths = false;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = add_command(app, "tree", "Print a model's modules as PyTorch prints them",
                                  "Examples:\n  interloom tree smollm2\n  interloom tree smollm2 --paths | grep mlp");
  command->add_option("model", arguments->model, "The hosted model")->required();
  command->add_flag("--paths", arguments->paths, "One module path a line, as hooks name them");
  command->callback([&context, arguments] {
    context.chosen = [&context, arguments] { return show_tree(context, arguments->model, arguments->paths); };
  });
}

void add_compare(CLI::App& app, Context& context) {
  struct Arguments {
    std::string model;
    std::vector<std::string> versions;
  };
  auto arguments = std::make_shared<Arguments>();
  CLI::App* command = add_command(app, "compare", "Compare package versions with those that a model's worker follows",
                                  "Example:\n  interloom compare smollm2 torch=2.11.0 transformers=5.0.0");
  command->add_option("model", arguments->model, "The hosted model")->required();
  command->add_option("versions", arguments->versions, "PACKAGE=VERSION of your installation");
  command->callback([&context, arguments] {
    context.chosen = [&context, arguments] { return compare(context, arguments->model, arguments->versions); };
  });
}

}  // namespace interloom::cli
