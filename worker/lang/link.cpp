// Linking: a Code's constants and names as values of one interpreter, its instructions with inline caches.
#include "worker/lang/intern_table.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/linked_code.h"
#include "worker/lang/number.h"
#include "worker/lang/quick_opcodes.h"

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
    return Value::object(interp.heap().make<CodeObject>(code));
  }
};

Value make_constant(Interpreter& interp, const Constant& constant) { return std::visit(ConstantMaker{interp}, constant.kind); }

uint32_t simple_parameters(const Code& code) {
  const uint32_t special = Code::kVarArgs | Code::kVarKeywords | Code::kGenerator | Code::kClassBody;
  return code.keyword_only_count == 0 && (code.flags & special) == 0 ? code.parameter_count : LinkedCode::kNotSimple;
}

// What linking takes outside the heap.
uint64_t linked_bytes(const Code& code) {
  const uint64_t source = code.flags & Code::kModule && code.source ? code.source->size() : 0;
  return source + sizeof(LinkedCode) + 64 + code.instructions.size() * (sizeof(Instruction) + sizeof(Site) / 4) +
         code.constants.size() * sizeof(Value) + (code.names.size() + code.locals.size()) * sizeof(StrObject*);
}

}  // namespace

const LinkedCode& Interpreter::link(const std::shared_ptr<const Code>& code) {
  if (const auto it = tables_->codes.find(code.get()); it != tables_->codes.end()) return *it->second;
  heap_.charge(linked_bytes(*code));
  auto linked = std::make_unique<LinkedCode>();
  linked->code = code;
  linked->constants.reserve(code->constants.size());
  for (const Constant& constant : code->constants) linked->constants.push_back(make_constant(*this, constant));
  linked->names.reserve(code->names.size());
  for (const std::string& name : code->names) linked->names.push_back(intern(name));
  linked->locals.reserve(code->locals.size());
  for (const std::string& name : code->locals) linked->locals.push_back(intern(name));
  if (code->flags & Code::kClassBody && linked->locals.empty()) linked->locals.push_back(intern(".namespace"));
  linked->local_count = static_cast<uint32_t>(linked->locals.size());
  linked->frame_values = linked->local_count + code->max_stack;
  linked->simple_parameters = simple_parameters(*code);
  quicken(*linked);
  return *tables_->codes.emplace(code.get(), std::move(linked)).first->second;
}

const LinkedCode& CodeObject::link(Interpreter& interp) {
  if (!linked) linked = &interp.link(code);
  return *linked;
}

}  // namespace interloom::lang
