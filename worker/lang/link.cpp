// Linking: a Code's constants and names as values of one interpreter.
#include "worker/lang/execution.h"
#include "worker/lang/intern_table.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"

namespace interloom::lang {
namespace {

Value make_constant(Interpreter& interp, const Constant& constant);

struct ConstantMaker {
  Interpreter& interp;
  Value operator()(Constant::None) const { return Value::none(); }
  Value operator()(bool b) const { return Value::boolean(b); }
  Value operator()(int64_t i) const { return Value::integer(i); }
  Value operator()(double d) const { return Value::real(d); }
  Value operator()(std::complex<double> c) const { return Value::object(interp.heap().make<ComplexObject>(c)); }
  Value operator()(const std::string& s) const { return Value::share(interp.intern(s)); }
  Value operator()(Constant::Ellipsis) const { return Value::ellipsis(); }
  Value operator()(const Constant::BigInt& i) const {
    return i.decimal.starts_with("0x") ? parse_int(interp, i.decimal, 16) : int_from_decimal(interp.heap(), i.decimal);
  }
  Value operator()(const Constant::Bytes& b) const { return Value::object(make_bytes(interp.heap(), b.bytes)); }
  Value operator()(const Constant::Tuple& t) const {
    auto tuple = make_tuple(interp.heap(), t.items.size());
    for (size_t i = 0; i < t.items.size(); ++i) tuple->items()[i] = make_constant(interp, t.items[i]);
    return Value::object(std::move(tuple));
  }
  Value operator()(const std::shared_ptr<const Code>& code) const {
    CellScope own;  // cells of nobody else
    return Value::object(interp.make_function(code, own));
  }
};

Value make_constant(Interpreter& interp, const Constant& constant) { return std::visit(ConstantMaker{interp}, constant.kind); }

}  // namespace

const LinkedCode& Interpreter::link(const std::shared_ptr<const Code>& code) {
  if (const auto it = tables_->codes.find(code.get()); it != tables_->codes.end()) return *it->second;
  auto linked = std::make_unique<LinkedCode>();
  linked->code = code;
  linked->instructions = code->instructions.data();
  linked->local_count = static_cast<uint32_t>(code->locals.size());
  linked->frame_values = linked->local_count + code->max_stack;
  linked->constants.reserve(code->constants.size());
  for (const Constant& constant : code->constants) linked->constants.push_back(make_constant(*this, constant));
  for (const std::string& name : code->names) linked->names.push_back(intern(name));
  for (const std::string& name : code->locals) linked->locals.push_back(intern(name));
  return *tables_->codes.emplace(code.get(), std::move(linked)).first->second;
}

}  // namespace interloom::lang
