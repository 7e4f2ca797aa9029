// The gateway's settings, from a file, the environment (INTERLOOM_…) and flags.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/status.h"

namespace interloom {

struct Settings {
  std::string listen, data, worker_listen, worker_secret, worker_secret_env, metrics_listen, log_level, dtype, device;
  std::vector<std::string> models;  // NAME=DIR
  int threads = 0;
  bool log_json = false, ready_json = false;
  uint64_t max_part_bytes = 0, max_result_bytes = 0, storage_quota_bytes = 0;
  size_t max_queued = 0;
  int64_t lease_ms = 0, reconnect_grace_ms = 0, drain_timeout_ms = 0, ttl_seconds = 0;

  bool done = false;  // --help, --version or --print-config has been answered
  int exit_code = 0;
};

// kInvalidArgument names the key and where it stands.
StatusOr<Settings> read_settings(int argc, char** argv, const char* const* environment);

}  // namespace interloom
