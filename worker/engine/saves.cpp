#include "worker/engine/saves.h"

#include <cstring>
#include <utility>

#include "worker/interleaver/io_convert.h"
#include "worker/lang/containers.h"
#include "worker/lang/str.h"
#include "worker/lang/torch/convert.h"
#include "worker/lang/wire.h"

namespace interloom::engine {
namespace {

lang::ToWireHook with_opaque(lang::ToWireHook torch_hook) {
  return [hook = std::move(torch_hook)](const lang::Value& value) -> StatusOr<WireValue> {
    if (const auto* opaque = value.as<interleaver::OpaqueObject>()) {
      return WireValue{WireOpaque{std::get<models::IoOpaque>(opaque->value.kind()).class_name}};
    }
    return hook(value);
  };
}

bool has_key(const WireDict& dict, std::string_view key) {
  for (const auto& [name, value] : dict.items) {
    if (const auto* text = std::get_if<std::string>(&name.kind); text && *text == key) return true;
  }
  return false;
}

void add_generated(const Generated& generated, WireDict& dict, std::vector<HostTensor>& tensors) {
  if (!has_key(dict, "generated")) {
    WireList rows;
    for (const std::vector<int64_t>& ids : generated.ids) {
      rows.items.push_back(WireValue{WireTensor{static_cast<uint32_t>(tensors.size())}});
      const TensorMeta meta{DType::kInt64, {static_cast<int64_t>(ids.size())}, false};
      tensors.push_back(HostTensor::copy_of(meta, {reinterpret_cast<const char*>(ids.data()), ids.size() * sizeof(int64_t)}));
    }
    dict.items.emplace_back(WireValue{std::string("generated")}, WireValue{std::move(rows)});
  }
  if (!generated.text.empty() && !has_key(dict, "text")) {
    WireList texts;
    for (const std::string& text : generated.text) texts.items.push_back(WireValue{text});
    dict.items.emplace_back(WireValue{std::string("text")}, WireValue{std::move(texts)});
  }
}

}  // namespace

Payload collect_saves(lang_torch::TorchJob& job, lang::DictObject& saves, const Generated* generated, Status* error) {
  lang_torch::TensorCollector collector;
  const lang::ToWireHook hook = with_opaque(collector.hook(job));
  WireDict dict;
  uint64_t position = 0;
  while (lang::DictObject::Entry* entry = saves.next(&position)) {
    const auto* key = entry->key.as<lang::StrObject>();
    const std::string name(key ? key->view() : std::string_view("?"));
    StatusOr<WireValue> value = lang::to_wire(job.interp(), entry->value, hook);
    if (value.ok()) {
      dict.items.emplace_back(WireValue{name}, *std::move(value));
    } else if (error->ok()) {
      *error = annotate(value.status(), str_cat("save '", name, "'"));
    }
  }
  Payload payload;
  payload.tensors = collector.take();
  if (generated) add_generated(*generated, dict, payload.tensors);
  payload.value = WireValue{std::move(dict)};
  return payload;
}

}  // namespace interloom::engine
