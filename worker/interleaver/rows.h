// Rows: which part of the batch an invoke sees, and how its writes go back.
//
// As nnsight does it: with two or more invokes that have rows, every tensor whose first dimension is the batch is narrowed
// to the invoke's rows on a read (a view: in-place edits reach the model) and spliced into the whole on a write. Other
// tensors are seen and replaced whole. Both throw c10::Error where torch refuses a shape.
#pragma once

#include <cstdint>
#include <vector>

#include "common/status.h"
#include "worker/models/io_value.h"

namespace interloom::interleaver {

struct Rows {
  int64_t start = 0;
  int64_t count = 0;  // 0: an invoke without input
};

// `total`: rows of the batch. Shares what is not narrowed.
models::IoValue narrow_rows(const models::IoValue& value, Rows rows, int64_t total);

// `current` with the rows of `edited` put in. Neither is changed; `edited` has current's structure, a part of another kind
// replaces it whole.
models::IoValue splice_rows(const models::IoValue& current, const models::IoValue& edited, Rows rows, int64_t total);

// One value of the parts of all invokes, in order of rows. kInvalidArgument: parts of different structure, or torch refuses.
StatusOr<models::IoValue> concat_rows(const std::vector<models::IoValue>& parts);

// The same tree of tensors with the same shapes and dtypes: a replacement that no later module can choke on.
bool same_form(const models::IoValue& a, const models::IoValue& b);
// The very same objects everywhere.
bool same_identity(const models::IoValue& a, const models::IoValue& b);

}  // namespace interloom::interleaver
