#include "server/main/settings.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <map>

#include "common/config.h"

namespace interloom {
namespace {

struct Flag {
  ConfigKey key;
  const char* help;
};

constexpr int64_t kMaxInt = INT64_MAX;

std::vector<Flag> flags() {
  using enum ConfigKind;
  return {
      {{"listen", kString, "127.0.0.1:50051"}, "HOST:PORT for clients (and workers); port 0 picks one"},
      {{"data", kString, "interloom-data"}, "folder for jobs, results and parts"},
      {{"model", kList, ""}, "NAME=DIR: run a worker that hosts the Hugging Face directory DIR as NAME (repeatable)"},
      {{"dtype", kString, ""}, "of that worker's models: float32, bfloat16, float16 (default: the checkpoint's own)"},
      {{"device", kString, ""}, "of that worker: cpu (default) or cuda:N"},
      {{"threads", kInt, "0", 0, 1024}, "of that worker; 0: all cores"},
      {{"worker_listen", kString, ""}, "an address of its own for workers: HOST:PORT or unix:PATH"},
      {{"worker_secret_env", kString, ""}, "environment variable with the secret that workers must know"},
      {{"metrics_listen", kString, ""}, "HOST:PORT of Prometheus' /metrics; empty: none"},
      {{"log_level", kString, "warn"}, "debug, info, warn, error or off"},
      {{"log_json", kBool, "false"}, "log JSON lines instead of logfmt"},
      {{"ready_json", kBool, "false"}, "say that it is ready as a JSON line"},
      {{"insecure_public", kBool, "false"}, "listen on a public address without TLS or keys"},
      {{"max_part_bytes", kInt, "68719476736", 0, kMaxInt}, "of one constant that clients send apart"},
      {{"max_result_bytes", kInt, "68719476736", 0, kMaxInt}, "of one result, as stored"},
      {{"storage_quota_bytes", kInt, "0", 0, kMaxInt}, "of all results and parts; 0: no limit"},
      {{"ttl_seconds", kInt, "604800", 1, kMaxInt / 1000}, "how long finished jobs, results and parts are kept"},
      {{"max_queued", kInt, "10000", 1, kMaxInt}, "jobs that may wait for one model"},
      {{"lease_ms", kInt, "10000", 100, 3'600'000}, "a worker that says nothing for so long is lost"},
      {{"reconnect_grace_ms", kInt, "10000", 0, 3'600'000}, "for the client of a Run to come back before its job is cancelled"},
      {{"drain_timeout_ms", kInt, "10000", 0, 3'600'000}, "for running jobs to end at shutdown"},
  };
}

std::string dashed(std::string name) {
  for (char& c : name)
    if (c == '_') c = '-';
  return "--" + name;
}

bool is_loopback(const std::string& address) {
  if (address.starts_with("unix:") || address.empty()) return true;
  const std::string host = address.substr(0, address.rfind(':'));
  return host.starts_with("127.") || host == "localhost" || host == "[::1]";
}

Settings collect(const Config& config) {
  Settings s;
  s.listen = config.get_string("listen");
  s.data = config.get_string("data");
  s.models = config.get_list("model");
  s.dtype = config.get_string("dtype");
  s.device = config.get_string("device");
  s.threads = static_cast<int>(config.get_int("threads"));
  s.worker_listen = config.get_string("worker_listen");
  s.worker_secret_env = config.get_string("worker_secret_env");
  s.metrics_listen = config.get_string("metrics_listen");
  s.log_level = config.get_string("log_level");
  s.log_json = config.get_bool("log_json");
  s.ready_json = config.get_bool("ready_json");
  s.max_part_bytes = static_cast<uint64_t>(config.get_int("max_part_bytes"));
  s.max_result_bytes = static_cast<uint64_t>(config.get_int("max_result_bytes"));
  s.storage_quota_bytes = static_cast<uint64_t>(config.get_int("storage_quota_bytes"));
  s.ttl_seconds = config.get_int("ttl_seconds");
  s.max_queued = static_cast<size_t>(config.get_int("max_queued"));
  s.lease_ms = config.get_int("lease_ms");
  s.reconnect_grace_ms = config.get_int("reconnect_grace_ms");
  s.drain_timeout_ms = config.get_int("drain_timeout_ms");
  return s;
}

Status check(const Config& config, Settings& s) {
  for (const std::string& address : {s.listen, s.worker_listen, s.metrics_listen})
    if (!is_loopback(address) && !config.get_bool("insecure_public"))
      return invalid_argument("refusing to listen on the public address ", address,
                              ": there is no TLS and no API key yet; --insecure-public says that you know");
  for (const std::string& model : s.models)
    if (const size_t equals = model.find('='); equals == std::string::npos || equals == 0 || equals + 1 == model.size())
      return invalid_argument("--model ", model, ": expected NAME=DIR");
  if (!s.worker_secret_env.empty()) {
    const char* secret = std::getenv(s.worker_secret_env.c_str());
    if (!secret || !*secret) return invalid_argument("--worker-secret-env: ", s.worker_secret_env, " is not set");
    s.worker_secret = secret;
  }
  return OkStatus();
}

void print_config(const Config& config) {
  for (const Flag& flag : flags()) {
    const std::string& name = flag.key.name;
    switch (flag.key.kind) {
      case ConfigKind::kList:
        for (const std::string& item : config.get_list(name)) std::printf("%s = \"%s\"\n", name.c_str(), item.c_str());
        break;
      case ConfigKind::kString: std::printf("%s = \"%s\"\n", name.c_str(), config.get_string(name).c_str()); break;
      case ConfigKind::kInt: std::printf("%s = %lld\n", name.c_str(), static_cast<long long>(config.get_int(name))); break;
      case ConfigKind::kBool: std::printf("%s = %s\n", name.c_str(), config.get_bool(name) ? "true" : "false"); break;
    }
  }
}

}  // namespace

StatusOr<Settings> read_settings(int argc, char** argv, const char* const* environment) {
  CLI::App app{"interloom-gateway: takes jobs from clients and gives them to workers"};
  app.set_version_flag("--version", std::string("interloom-gateway ") + INTERLOOM_VERSION);
  std::map<std::string, std::vector<std::string>> given;
  std::string file;
  bool print = false;
  app.add_option("--config", file, "file with `key = value` lines; keys are the flags' names with underscores");
  app.add_flag("--print-config", print, "print all settings and end");
  std::vector<ConfigKey> keys;
  for (const Flag& flag : flags()) {
    keys.push_back(flag.key);
    const std::string& name = flag.key.name;
    std::string help = flag.help;
    if (!flag.key.default_value.empty() && flag.key.kind != ConfigKind::kBool) help += " [" + flag.key.default_value + "]";
    if (flag.key.kind == ConfigKind::kBool)
      app.add_flag_callback(dashed(name), [&given, name] { given[name] = {"true"}; }, help);
    else
      app.add_option(dashed(name), given[name], help)->expected(1)->multi_option_policy(
          flag.key.kind == ConfigKind::kList ? CLI::MultiOptionPolicy::TakeAll : CLI::MultiOptionPolicy::TakeLast);
  }
  app.footer("Example: interloom-gateway --listen 127.0.0.1:50051 --data /var/lib/interloom --model smollm2=models/smollm2\n"
             "Each setting also comes from INTERLOOM_NAME in the environment or from --config; flags win.");
  Settings done;
  done.done = true;
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    done.exit_code = app.exit(error) == 0 ? 0 : 2;
    return done;
  }
  Config config(std::move(keys));
  if (!file.empty()) RETURN_IF_ERROR(config.load_file(file));
  RETURN_IF_ERROR(config.load_environment(environment));
  for (const auto& [name, values] : given)
    for (const std::string& value : values) RETURN_IF_ERROR(config.set_flag(name, value));
  if (print) {
    print_config(config);
    return done;
  }
  Settings settings = collect(config);
  RETURN_IF_ERROR(check(config, settings));
  return settings;
}

}  // namespace interloom
