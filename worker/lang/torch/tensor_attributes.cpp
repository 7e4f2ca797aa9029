// Attributes and methods of Tensor that are not plain ops, and the way from t.f(...) to the dispatcher for those that are.
#include <ATen/ATen.h>

#include <array>

#include "worker/lang/function.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/torch/dtype_object.h"
#include "worker/lang/torch/op_call.h"
#include "worker/lang/torch/op_entry.h"
#include "worker/lang/torch/tensor_internal.h"

namespace interloom::lang_torch {

using lang::Args;
using lang::ExceptionKind;
using lang::Interpreter;
using lang::Object;
using lang::Value;

namespace {

TensorObject& self_of(const Value& self) { return tensor_of(self.object()); }
const at::Tensor& at_of(Object* self) { return tensor_of(self).tensor; }

Value view_of(Object* self, at::Tensor (*make)(const at::Tensor&)) {
  TensorObject& tensor = tensor_of(self);
  return guarded(*tensor.job, [&] { return make_tensor(*tensor.job, make(tensor.tensor), tensor.read_only); });
}

Value item_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!lang::check_positional(interp, "item", args, 0, 0)) return Value::error();
  return tensor_item(*self_of(self).job, self_of(self).tensor);
}
Value tolist_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!lang::check_positional(interp, "tolist", args, 0, 0)) return Value::error();
  return tensor_tolist(*self_of(self).job, self_of(self).tensor);
}

Value dimension_entry(Interpreter& interp, const Value& self, const Args& args, at::IntArrayRef entries, bool as_size) {
  static constexpr const char* kNames[] = {"dim"};
  const Value* dim = nullptr;
  if (!lang::bind_args(interp, {as_size ? "size" : "stride", kNames}, args, {&dim, 1})) return Value::error();
  if (!dim || dim->is_none()) {
    Value size = make_size(interp.heap(), {entries.data(), entries.size()});
    if (as_size) return size;
    return Value::object(lang::make_tuple(interp.heap(), *sequence_items(size)));
  }
  int64_t index = 0;
  if (!lang::to_int64(interp, *dim, &index)) return Value::error();
  return guarded(*self_of(self).job, [&] {
    return Value::integer(entries[static_cast<size_t>(at::maybe_wrap_dim(index, static_cast<int64_t>(entries.size())))]);
  });
}
Value size_method(Interpreter& interp, const Value& self, const Args& args) {
  return dimension_entry(interp, self, args, self_of(self).tensor.sizes(), true);
}
Value stride_method(Interpreter& interp, const Value& self, const Args& args) {
  return dimension_entry(interp, self, args, self_of(self).tensor.strides(), false);
}

template <auto Get>
Value int_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!lang::check_positional(interp, "Tensor method", args, 0, 0)) return Value::error();
  return Value::integer(Get(self_of(self).tensor));
}
int64_t get_numel(const at::Tensor& t) { return t.numel(); }
int64_t get_dim(const at::Tensor& t) { return t.dim(); }
int64_t get_element_size(const at::Tensor& t) { return static_cast<int64_t>(t.element_size()); }
int64_t get_offset(const at::Tensor& t) { return t.storage_offset(); }

// t.type_name() casts: t.float() is t.to(torch.float32).
template <at::ScalarType Type>
Value cast_method(Interpreter& interp, const Value& self, const Args& args) {
  if (!lang::check_positional(interp, "cast", args, 0, 0)) return Value::error();
  static const OpHandle to = find_op("aten::to.dtype").value();
  const std::array<Value, 2> values = {self, self_of(self).job->dtype(Type)};
  return to.call(*self_of(self).job, Args(values));
}

Value is_contiguous_method(Interpreter&, const Value& self, const Args&) {
  return Value::boolean(self_of(self).tensor.is_contiguous());
}

Value requires_grad_method(Interpreter& interp, const Value& self, const Args& args) {
  static constexpr const char* kNames[] = {"requires_grad"};
  const Value* flag = nullptr;
  if (!lang::bind_args(interp, {"requires_grad_", kNames}, args, {&flag, 1})) return Value::error();
  TensorObject& tensor = self_of(self);
  return guarded(*tensor.job, [&]() -> Value {
    if (!check_writable(tensor)) return Value::error();
    tensor.tensor.requires_grad_(!flag || lang::truth(interp, *flag) == 1);
    return self;
  });
}

bool set_requires_grad(Interpreter& interp, Object* self, const Value& value) {
  if (!value.is_bool()) {
    interp.raise(ExceptionKind::kRuntimeError, "requires_grad must be a bool");
    return false;
  }
  return !guarded(*tensor_of(self).job, [&]() -> Value {
            if (!check_writable(tensor_of(self))) return Value::error();
            tensor_of(self).tensor.set_requires_grad(value.as_bool());
            return Value::none();
          }).is_error();
}

Value no_numpy(Interpreter& interp, const Value&, const Args&) {
  return interp.raise(ExceptionKind::kTypeError,
                      "there is no numpy here: use the tensor itself, or .tolist() for Python numbers");
}

}  // namespace

const lang::Method kTensorMethods[] = {{"item", item_method},
                                       {"tolist", tolist_method},
                                       {"size", size_method},
                                       {"stride", stride_method},
                                       {"numel", int_method<get_numel>},
                                       {"nelement", int_method<get_numel>},
                                       {"dim", int_method<get_dim>},
                                       {"ndimension", int_method<get_dim>},
                                       {"element_size", int_method<get_element_size>},
                                       {"storage_offset", int_method<get_offset>},
                                       {"is_contiguous", is_contiguous_method},
                                       {"float", cast_method<at::kFloat>},
                                       {"double", cast_method<at::kDouble>},
                                       {"half", cast_method<at::kHalf>},
                                       {"bfloat16", cast_method<at::kBFloat16>},
                                       {"int", cast_method<at::kInt>},
                                       {"long", cast_method<at::kLong>},
                                       {"short", cast_method<at::kShort>},
                                       {"char", cast_method<at::kChar>},
                                       {"byte", cast_method<at::kByte>},
                                       {"bool", cast_method<at::kBool>},
                                       {"cfloat", cast_method<at::kComplexFloat>},
                                       {"cdouble", cast_method<at::kComplexDouble>},
                                       {"requires_grad_", requires_grad_method},
                                       {"numpy", no_numpy},
                                       {nullptr, nullptr}};

const lang::Property kTensorProperties[] = {
    {"shape",
     [](Interpreter& i, Object* s) {
       return make_size(i.heap(), {at_of(s).sizes().data(), at_of(s).sizes().size()});
     },
     nullptr},
    {"dtype", [](Interpreter&, Object* s) { return tensor_of(s).job->dtype(at_of(s).scalar_type()); }, nullptr},
    {"device", [](Interpreter&, Object* s) { return tensor_of(s).job->device(at_of(s).device()); }, nullptr},
    {"layout", [](Interpreter& i, Object* s) { return Value::object(i.heap().make<LayoutObject>(at_of(s).layout())); }, nullptr},
    {"ndim", [](Interpreter&, Object* s) { return Value::integer(at_of(s).dim()); }, nullptr},
    {"itemsize", [](Interpreter&, Object* s) { return Value::integer(static_cast<int64_t>(at_of(s).element_size())); }, nullptr},
    {"nbytes", [](Interpreter&, Object* s) { return Value::integer(static_cast<int64_t>(at_of(s).nbytes())); }, nullptr},
    {"T", [](Interpreter&, Object* s) { return view_of(s, [](const at::Tensor& t) { return t.numpy_T(); }); }, nullptr},
    {"mT", [](Interpreter&, Object* s) { return view_of(s, [](const at::Tensor& t) { return t.mT(); }); }, nullptr},
    {"H", [](Interpreter&, Object* s) { return view_of(s, [](const at::Tensor& t) { return t.matrix_H(); }); }, nullptr},
    {"mH", [](Interpreter&, Object* s) { return view_of(s, [](const at::Tensor& t) { return t.mH(); }); }, nullptr},
    {"real", [](Interpreter&, Object* s) { return view_of(s, [](const at::Tensor& t) { return at::real(t); }); }, nullptr},
    {"imag", [](Interpreter&, Object* s) { return view_of(s, [](const at::Tensor& t) { return at::imag(t); }); }, nullptr},
    {"requires_grad", [](Interpreter&, Object* s) { return Value::boolean(at_of(s).requires_grad()); }, set_requires_grad},
    {"is_leaf", [](Interpreter&, Object* s) { return Value::boolean(at_of(s).is_leaf()); }, nullptr},
    {"grad", [](Interpreter&, Object* s) { return make_optional_tensor(*tensor_of(s).job, at_of(s).grad()); }, nullptr},
    {"is_cuda", [](Interpreter&, Object* s) { return Value::boolean(at_of(s).is_cuda()); }, nullptr},
    {"is_sparse", [](Interpreter&, Object* s) { return Value::boolean(at_of(s).is_sparse()); }, nullptr},
    {"is_quantized", [](Interpreter&, Object*) { return Value::boolean(false); }, nullptr},
    {nullptr, nullptr, nullptr}};

Value tensor_get_attr(Interpreter& interp, Object* self, lang::StrObject* name) {
  const std::string_view wanted = name->view();
  for (const lang::Property* p = kTensorProperties; p->name; ++p) {
    if (wanted == p->name) return p->get(interp, self);
  }
  for (const lang::Method* m = kTensorMethods; m->name; ++m) {
    if (wanted == m->name) return Value::object(interp.heap().make<lang::BoundMethodObject>(m, Value::share(self)));
  }
  const OpFamily* family = find_family(wanted);
  if (!family || !OpHandle(family).is_method()) return lang::generic_get_attr(interp, Value::share(self), name);
  return lang::native_closure(
      interp.heap(), std::string(wanted), [family, object = Value::share(self)](Interpreter&, const Args& args) {
        std::vector<Value> values;
        values.reserve(1 + args.size() + args.keyword_count);
        values.push_back(object);
        values.insert(values.end(), args.values, args.values + args.size() + args.keyword_count);
        return OpHandle(family).call(*as_tensor(object)->job,
                                     Args(values.data(), args.size() + 1, args.keyword_count, args.names));
      });
}

bool tensor_set_attr(Interpreter& interp, Object* self, lang::StrObject* name, const Value& value) {
  for (const lang::Property* p = kTensorProperties; p->name; ++p) {
    if (name->view() != p->name) continue;
    if (p->set && !value.is_undefined()) return p->set(interp, self, value);
    interp.raise(ExceptionKind::kAttributeError, "attribute '", p->name, "' of 'torch._C.TensorBase' objects is not writable");
    return false;
  }
  lang::attribute_error(interp, Value::share(self), name);
  return false;
}

}  // namespace interloom::lang_torch
