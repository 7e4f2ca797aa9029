#include "worker/lang/str.h"

#include <algorithm>
#include <cstring>

#include "worker/lang/builtin_methods.h"
#include "worker/lang/containers.h"
#include "worker/lang/format.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/iterators.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/str_methods.h"

namespace interloom::lang {
namespace {

constexpr uint64_t kCrumbStride = 64;

void destroy_str(Heap& heap, Object* object) {
  auto* str = static_cast<StrObject*>(object);
  if (str->crumbs) heap.free_raw(str->crumbs, (str->length / kCrumbStride + 1) * sizeof(uint32_t));
}

StrObject& self_str(Object* object) { return *static_cast<StrObject*>(object); }

void make_crumbs(Heap& heap, StrObject& str) {
  str.crumbs = static_cast<uint32_t*>(heap.allocate_raw((str.length / kCrumbStride + 1) * sizeof(uint32_t)));
  uint64_t index = 0;
  for (uint64_t at = 0; at < str.size; ++at) {
    if ((static_cast<unsigned char>(str.data()[at]) & 0xC0) == 0x80) continue;
    if (index % kCrumbStride == 0) str.crumbs[index / kCrumbStride] = static_cast<uint32_t>(at);
    ++index;
  }
  if (str.length % kCrumbStride == 0) str.crumbs[str.length / kCrumbStride] = static_cast<uint32_t>(str.size);
}

Value str_slice(Interpreter& interp, StrObject& str, const SliceObject& slice) {
  SliceRange range;
  if (!resolve_slice(interp, slice, static_cast<int64_t>(str.length), &range)) return Value::error();
  Heap& heap = interp.heap();
  if (range.count == 0) return str_value(heap, {});
  if (range.step == 1) {
    const uint64_t first = str_offset(heap, str, range.start);
    const uint64_t last = str_offset(heap, str, range.start + range.count);
    if (!charge_bytes(interp, last - first)) return Value::error();
    return Value::object(heap.make_sized<StrObject>(last - first, str.view().substr(first, last - first), range.count));
  }
  if (!interp.charge_steps(range.count / 16)) return Value::error();
  if (!heap.fits(static_cast<uint64_t>(range.count))) heap.fail_over_quota();
  std::string out;
  for (int64_t i = 0; i < range.count; ++i) {
    const uint64_t first = str_offset(heap, str, range.at(i));
    out.append(str.view().substr(first, str_offset(heap, str, range.at(i) + 1) - first));
  }
  return str_value(heap, out);
}

Value str_get_item(Interpreter& interp, Object* self, const Value& key) {
  StrObject& str = self_str(self);
  if (auto* slice = key.as<SliceObject>()) return str_slice(interp, str, *slice);
  int64_t index;
  if (!resolve_index(interp, key, static_cast<int64_t>(str.length), "string indices", "string index out of range", &index)) {
    return Value::error();
  }
  const uint64_t first = str_offset(interp.heap(), str, index);
  return str_value(interp.heap(), str.view().substr(first, str_offset(interp.heap(), str, index + 1) - first));
}

Value str_compare(Interpreter& interp, CompareOp op, const Value& left, const Value& right) {
  const auto *a = left.as<StrObject>(), *b = right.as<StrObject>();
  if (!a || !b) return Value::not_implemented();
  if (!charge_bytes(interp, std::min(a->size, b->size))) return Value::error();
  // UTF-8 sorts as code points do.
  if (op == CompareOp::kEq || op == CompareOp::kNe)
    return Value::boolean((a == b || a->view() == b->view()) == (op == CompareOp::kEq));
  const int order = a->view().compare(b->view());
  return Value::boolean(order_matches(op, order));
}

Value str_binary(Interpreter& interp, BinaryOp op, const Value& left, const Value& right) {
  Heap& heap = interp.heap();
  const auto *a = left.as<StrObject>(), *b = right.as<StrObject>();
  if (op == BinaryOp::kAdd && a) {
    if (!b) return Value::not_implemented();
    if (!charge_bytes(interp, a->size + b->size)) return Value::error();
    auto joined = heap.make_sized<StrObject>(a->size + b->size, a->size + b->size, a->length + b->length);
    if (a->size) std::memcpy(joined->mutable_data(), a->data(), a->size);
    if (b->size) std::memcpy(joined->mutable_data() + a->size, b->data(), b->size);
    return Value::object(std::move(joined));
  }
  if (op == BinaryOp::kMod && a) return percent_format(interp, a->view(), false, right);
  if (op == BinaryOp::kMul) {
    const StrObject* str = a ? a : b;
    int64_t count;
    if (!repeat_count(interp, a ? right : left, &count)) return repeat_failed(interp, a ? right : left);
    uint64_t bytes;
    if (!checked_repeat(interp, str->size, count, &bytes)) return Value::error();
    auto out = heap.make_sized<StrObject>(bytes, bytes, str->length * count);
    for (int64_t i = 0; i < count && str->size; ++i) std::memcpy(out->mutable_data() + i * str->size, str->data(), str->size);
    return Value::object(std::move(out));
  }
  return Value::not_implemented();
}

int str_contains(Interpreter& interp, Object* self, const Value& item) {
  const auto* part = item.as<StrObject>();
  if (part) {
    if (!charge_bytes(interp, self_str(self).size)) return -1;
    return find_bytes(self_str(self).view(), part->view()) != std::string_view::npos;
  }
  interp.raise(ExceptionKind::kTypeError, "'in <string>' requires string as left operand, not ", item.type_name());
  return -1;
}

Value str_repr(Interpreter& interp, Object* self) {
  const StrObject& str = self_str(self);
  if (!charge_bytes(interp, str.size * 4)) return Value::error();
  if (!interp.heap().fits(str.size * 4)) interp.heap().fail_over_quota();  // every byte may become an escape
  return str_value(interp.heap(), repr_of_str(str.view()));
}

bool str_hash(Interpreter& interp, Object* self, int64_t* out) {
  StrObject& str = self_str(self);
  if (str.hash == -1 && !charge_bytes(interp, str.size)) return false;
  if (str.hash == -1) str.hash = hash_bytes(str.view(), interp.hash_seed());
  *out = str.hash;
  return true;
}

}  // namespace

const Type StrObject::kType = {
    .name = "str",
    .basic_size = sizeof(StrObject),
    .instance_bytes = [](const Object* self) { return sizeof(StrObject) + static_cast<const StrObject*>(self)->size; },
    .destroy = destroy_str,
    .repr = str_repr,
    .str = [](Interpreter& interp, Object* self) { return same_str(interp, Value::share(self)); },
    .hash = str_hash,
    .compare = str_compare,
    .length = [](Interpreter&, Object* self) { return static_cast<int64_t>(self_str(self).length); },
    .get_item = str_get_item,
    .contains = str_contains,
    .iter = make_sequence_iterator,
    .binary = str_binary,
    .sequence = true,
    .construct = construct_str,
    .methods = kStrMethods,
};

Ref<StrObject> make_str(Heap& heap, std::string_view utf8) {
  return heap.make_sized<StrObject>(utf8.size(), utf8, count_code_points(utf8));
}

Ref<StrObject> make_str_lossy(Heap& heap, std::string_view bytes) {
  if (valid_utf8(bytes)) return make_str(heap, bytes);
  std::string fixed;
  for (size_t pos = 0; pos < bytes.size();) append_utf8(fixed, next_code_point(bytes, &pos));
  return make_str(heap, fixed);
}

uint64_t str_offset(Heap& heap, StrObject& str, uint64_t index) {
  if (str.ascii()) return index;
  if (index >= str.length) return str.size;
  uint64_t at = 0, left = index;
  if (str.length > 2 * kCrumbStride && str.size < UINT32_MAX) {
    if (!str.crumbs) make_crumbs(heap, str);
    at = str.crumbs[index / kCrumbStride];
    left = index % kCrumbStride;
  }
  const std::string_view text = str.view();
  for (; left > 0; --left) {
    ++at;
    while (at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) ++at;
  }
  return at;
}

// A folded-multiply hash keyed by the job's seed: what collides in one job does not in another.
int64_t hash_bytes(std::string_view bytes, uint64_t seed) {
  constexpr uint64_t kA = 0x9E3779B97F4A7C15, kB = 0xD6E8FEB86659FD93;
  auto fold = [](uint64_t a, uint64_t b) {
    const unsigned __int128 product = static_cast<unsigned __int128>(a) * b;
    return static_cast<uint64_t>(product) ^ static_cast<uint64_t>(product >> 64);
  };
  uint64_t h = seed ^ fold(bytes.size() ^ kA, kB);
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    h = fold(h ^ word ^ seed, kA) ^ (h << 1);
  }
  uint64_t tail = 0;
  if (i < bytes.size()) std::memcpy(&tail, bytes.data() + i, bytes.size() - i);
  const int64_t out = static_cast<int64_t>(fold(h ^ tail, kB ^ seed));
  return out == -1 ? -2 : out;
}

}  // namespace interloom::lang
