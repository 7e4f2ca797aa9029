#include "common/value.h"

#include <algorithm>

namespace interloom {

namespace {

int depth_below(const WireValue& value, int left);

template <class Items, class ValueOf>
int container_depth(const Items& items, int left, ValueOf value_of) {
  if (left == 0) return 1;
  int deepest = 0;
  for (const auto& item : items) deepest = std::max(deepest, value_of(item, left - 1));
  return deepest + 1;
}

int depth_below(const WireValue& value, int left) {
  const auto plain = [](const WireValue& item, int l) { return depth_below(item, l); };
  if (const auto* list = std::get_if<WireList>(&value.kind)) return container_depth(list->items, left, plain);
  if (const auto* tuple = std::get_if<WireTuple>(&value.kind)) return container_depth(tuple->items, left, plain);
  if (const auto* dict = std::get_if<WireDict>(&value.kind))
    return container_depth(dict->items, left, [](const auto& entry, int l) {
      return std::max(depth_below(entry.first, l), depth_below(entry.second, l));
    });
  if (const auto* record = std::get_if<WireRecord>(&value.kind))
    return container_depth(record->fields, left, [](const auto& field, int l) { return depth_below(field.second, l); });
  return 0;
}

}  // namespace

int wire_depth(const WireValue& value) { return depth_below(value, kMaxWireDepth); }

}  // namespace interloom
