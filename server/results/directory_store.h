// A FrameStore in a directory: DIR/results/JOB/ATTEMPT, DIR/parts/SHA256, and DIR/tmp for what is being written.
//
// A log is written under tmp/ and renamed when sealed. The quota counts sealed logs and those being written.
// Threads and errors: as FrameStore.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "server/results/frame_store.h"

namespace interloom::results {

struct DirectoryStoreOptions {
  std::string directory;
  uint64_t quota_bytes = 0;  // 0: no limit
};

// Creates the folders, removes what an earlier process left half-written and counts what is there.
StatusOr<std::unique_ptr<FrameStore>> open_directory_store(DirectoryStoreOptions options);

}  // namespace interloom::results
