// What a new class inherits: the order of its ancestors, the layout of its instances.
#include <algorithm>

#include "worker/lang/class_build.h"
#include "worker/lang/class_slots.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/number.h"
#include "worker/lang/protocol.h"
#include "worker/lang/unicode.h"

namespace interloom::lang {
namespace {

TypeObject& type_at(const Value& value) { return *static_cast<TypeObject*>(value.object()); }

// The class that last added something to the layout. What adds nothing (most exceptions to their bases) counts as its base.
TypeObject& solid_base(Interpreter& interp, TypeObject& cls) {
  if (cls.is_user_class()) {
    TypeObject& base = *cls.layout_base;
    return cls.slot_count > base.slot_count ? cls : solid_base(interp, base);
  }
  const Type* type = cls.described;
  while (type->base && type->base->basic_size == type->basic_size && type->base->destroy == type->destroy) type = type->base;
  return class_table(interp).of(interp, *type);
}

bool derives_from(const TypeObject& cls, const TypeObject& ancestor) { return is_instance_class(cls, *ancestor.described); }

struct Sequence {
  TupleObject* items;
  uint64_t next;
  bool at_end() const { return next == items->size; }
  const Value& head() const { return items->items()[next]; }
};

Value inconsistent(Interpreter& interp, const std::vector<Sequence>& left) {
  std::string names;
  for (size_t i = 0; i < left.size(); ++i) {
    const bool known = left[i].at_end() || std::any_of(left.begin(), left.begin() + i, [&](const Sequence& earlier) {
                         return !earlier.at_end() && earlier.head().same(left[i].head());
                       });
    if (!known) names += (names.empty() ? "" : ", ") + std::string(type_at(left[i].head()).name->view());
  }
  return interp.raise(ExceptionKind::kTypeError, "Cannot create a consistent method resolution\norder (MRO) for bases ", names);
}

bool duplicate_base(Interpreter& interp, TupleObject& bases) {
  for (uint64_t i = 0; i < bases.size; ++i) {
    for (uint64_t j = i + 1; j < bases.size; ++j) {
      if (!bases.items()[i].same(bases.items()[j])) continue;
      interp.raise(ExceptionKind::kTypeError, "duplicate base class ", type_at(bases.items()[i]).name->view());
      return true;
    }
    if (!interp.charge_steps(bases.size / 16 + 1)) return true;
  }
  return false;
}

}  // namespace

bool is_instance_class(const TypeObject& cls, const Type& ancestor) {
  return &ancestor == &kObjectType || is_subtype(cls.described, &ancestor);
}

TypeObject* most_derived_metaclass(Interpreter& interp, TypeObject& metaclass, TupleObject& bases) {
  TypeObject* winner = &metaclass;
  for (const Value& base : bases.span()) {
    TypeObject& candidate = class_of(interp, base);
    if (derives_from(*winner, candidate)) continue;
    if (!derives_from(candidate, *winner)) {
      interp.raise(ExceptionKind::kTypeError,
                   "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of "
                   "all its bases");
      return nullptr;
    }
    winner = &candidate;
  }
  return winner;
}

TypeObject* best_base(Interpreter& interp, TupleObject& bases) {
  TypeObject *base = nullptr, *winner = nullptr;
  for (const Value& value : bases.span()) {
    auto* candidate_base = value.as<TypeObject>();
    if (!candidate_base) {
      interp.raise(ExceptionKind::kTypeError, "bases must be types");
      return nullptr;
    }
    if (!candidate_base->is_user_class() && candidate_base->described->basic_size == 0) {
      interp.raise(ExceptionKind::kTypeError, "type '", class_text(interp, *candidate_base), "' is not an acceptable base type");
      return nullptr;
    }
    TypeObject& candidate = solid_base(interp, *candidate_base);
    if (!winner || (!derives_from(*winner, candidate) && derives_from(candidate, *winner))) {
      winner = &candidate;
      base = candidate_base;
    } else if (!derives_from(*winner, candidate)) {
      interp.raise(ExceptionKind::kTypeError, "multiple bases have instance lay-out conflict");
      return nullptr;
    }
  }
  return base;
}

bool has_layout_of(Interpreter& interp, TypeObject& cls, TypeObject& other) {
  const TypeObject* wanted = &solid_base(interp, other);
  if (wanted->described == &kObjectType) return true;
  TypeObject* each = &cls;
  for (; each->is_user_class(); each = each->layout_base) {
    if (each == wanted) return true;
  }
  return is_subtype(each->described, wanted->described);
}

// Merges the bases' orders and the list of bases: always the first head that is in no other tail.
Ref<TupleObject> linearize(Interpreter& interp, TypeObject& cls) {
  TupleObject& bases = *cls.bases;
  if (duplicate_base(interp, bases)) return {};
  std::vector<Sequence> sequences;
  for (const Value& base : bases.span()) sequences.push_back({type_at(base).mro.get(), 0});
  sequences.push_back({&bases, 0});
  auto order = make_list(interp.heap());
  order->append(Value::share(&cls));
  const auto in_a_tail = [&](const Value& candidate) {
    return std::any_of(sequences.begin(), sequences.end(), [&](const Sequence& s) {
      for (uint64_t i = s.next + 1; i < s.items->size; ++i) {
        if (s.items->items()[i].same(candidate)) return true;
      }
      return false;
    });
  };
  while (true) {
    Value next;
    uint64_t work = 1;
    for (const Sequence& s : sequences) work += s.items->size;
    bool finished = true;
    for (const Sequence& s : sequences) {
      if (s.at_end()) continue;
      finished = false;
      if (!interp.charge_steps(work / 8)) return {};
      if (in_a_tail(s.head())) continue;
      next = s.head();
      break;
    }
    if (finished) return make_tuple(interp.heap(), order->span());
    if (next.is_undefined()) {
      inconsistent(interp, sequences);
      return {};
    }
    order->append(next);
    for (Sequence& s : sequences) {
      if (!s.at_end() && s.head().same(next)) ++s.next;
    }
  }
}

namespace {

// `__x` inside class C is `_C__x`.
std::string mangled(std::string_view class_name, std::string_view name) {
  if (!name.starts_with("__") || name.ends_with("__")) return std::string(name);
  const size_t first = class_name.find_first_not_of('_');
  return first == std::string_view::npos ? std::string(name) : str_cat("_", class_name.substr(first), name);
}

bool is_identifier(std::string_view text) {
  if (text.empty() || (text[0] >= '0' && text[0] <= '9')) return false;
  return std::all_of(text.begin(), text.end(), [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80);
  });
}

bool refuse(Interpreter& interp, ExceptionKind kind, const std::string& text) {
  interp.raise(kind, text);
  return false;
}

bool add_slot(Interpreter& interp, StrObject& class_name, TypeObject& base, DictObject& space, const Value& item,
              SlotNamesFound* out) {
  const auto* str = item.as<StrObject>();
  if (!str) return refuse(interp, ExceptionKind::kTypeError, str_cat("__slots__ items must be strings, not '", item.type_name(), "'"));
  if (!is_identifier(str->view())) return refuse(interp, ExceptionKind::kTypeError, "__slots__ must be identifiers");
  if (str->view() == "__dict__") {
    if (base.has_dict || out->dict) return refuse(interp, ExceptionKind::kTypeError, "__dict__ slot disallowed: we already got one");
    return out->dict = true;
  }
  if (str->view() == "__weakref__") return out->weakref = true;
  const std::string name = mangled(class_name.view(), str->view());
  StrObject* interned = interp.intern(name);
  bool failed = false;
  if (space.find(interp, Value::share(interned), &failed) && name != "__qualname__" && name != "__classcell__") {
    return refuse(interp, ExceptionKind::kValueError, str_cat("'", str->view(), "' in __slots__ conflicts with class variable"));
  }
  out->names.push_back(interned);
  return true;
}

}  // namespace

bool read_slots(Interpreter& interp, StrObject& class_name, TypeObject& base, DictObject& space, SlotNamesFound* out) {
  bool failed = false;
  const Value* found = space.find(interp, Value::share(dunder_name(interp, Dunder::kSlots)), &failed);
  if (!found) return !failed;
  out->given = true;
  const Value slots = *found;
  const auto add = [&](const Value& item) { return add_slot(interp, class_name, base, space, item, out); };
  if (slots.is<StrObject>() ? !add(slots) : !for_each(interp, slots, add)) return false;
  if (out->names.empty()) return true;
  const Type& layout = layout_type(*base.described);
  if (&layout == &kIntType || &layout == &TupleObject::kType || &layout == &BytesObject::kType || &layout == &TypeObject::kType) {
    return refuse(interp, ExceptionKind::kTypeError,
                  str_cat("nonempty __slots__ not supported for subtype of '", base.described->name, "'"));
  }
  std::sort(out->names.begin(), out->names.end(), [](StrObject* a, StrObject* b) { return a->view() < b->view(); });
  out->names.erase(std::unique(out->names.begin(), out->names.end()), out->names.end());
  return true;
}

}  // namespace interloom::lang
