// record: a structure with a class name and named fields in order, as transformers' ModelOutput: attribute, ["key"], [int]
// and slice access; iteration and `in` go over keys, as an OrderedDict's.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/containers.h"
#include "worker/lang/value.h"

namespace interloom::lang {

struct RecordObject : Object {
  RecordObject(Ref<StrObject> name, Ref<DictObject> contents) : class_name(std::move(name)), fields(std::move(contents)) {}
  Ref<StrObject> class_name;
  Ref<DictObject> fields;  // str keys; a field that is None is left out, as ModelOutput does
  static const Type kType;
};
// Fields are added with record->fields->set(interp, name, value).
Ref<RecordObject> make_record(Heap& heap, std::string_view class_name);

}  // namespace interloom::lang
