// Iterators that read one source together: groupby and its groups, tee.
#include "worker/lang/class.h"
#include "worker/lang/modules/itertools.h"
#include "worker/lang/number.h"

namespace interloom::lang::modules {
namespace {

struct GroupByObject : Object {
  GroupByObject(Value over, Value f) : iterator(std::move(over)), key(std::move(f)) {}
  Value iterator, key;
  Value group_key;          // of the group given last; undefined before
  Value item_key, item;     // of the item read last; item undefined when a group has given it
  uint64_t generation = 0;  // of the group given last: others have ended
};

struct GroupObject : Object {
  GroupObject(Ref<GroupByObject> of, Value k) : parent(std::move(of)), key(std::move(k)), generation(parent->generation) {}
  Ref<GroupByObject> parent;
  Value key;
  uint64_t generation;
};

// Reads the next item. 1, 0 at the end, -1.
int advance(Interpreter& interp, GroupByObject& g) {
  Value item = next_item(interp, g.iterator);
  if (item.is_error()) return -1;
  if (item.is_undefined()) return 0;
  Value key = g.key.is_none() ? item : call(interp, Value(g.key), Args(std::span<const Value>(&item, 1)));
  if (key.is_error()) return -1;
  g.item = std::move(item);
  g.item_key = std::move(key);
  return 1;
}

Value group_next(Interpreter& interp, Object* self) {
  auto& group = *static_cast<GroupObject*>(self);
  GroupByObject& g = *group.parent;
  if (g.generation != group.generation) return Value::undefined();
  if (g.item.is_undefined()) {
    const int read = advance(interp, g);
    if (read <= 0) return read < 0 ? Value::error() : Value::undefined();
  }
  const int same = values_equal(interp, Value(group.key), Value(g.item_key));
  if (same <= 0) return same < 0 ? Value::error() : Value::undefined();
  return std::move(g.item);
}

const Type kGroupType = {
    .name = "_grouper",
    .module = "itertools",
    .destroy = destroy_as<GroupObject>,
    .iter = iter_itself,
    .next = group_next,
};

Value groupby_next(Interpreter& interp, Object* self) {
  auto& g = *static_cast<GroupByObject*>(self);
  ++g.generation;
  // The rest of the group before is passed over.
  while (true) {
    if (!g.item_key.is_undefined()) {
      if (g.group_key.is_undefined()) break;
      const int same = values_equal(interp, Value(g.group_key), Value(g.item_key));
      if (same < 0) return Value::error();
      if (!same) break;
    }
    const int read = advance(interp, g);
    if (read <= 0) return read < 0 ? Value::error() : Value::undefined();
  }
  g.group_key = g.item_key;
  const Value pair[] = {
      g.group_key, Value::object(interp.heap().make_typed<GroupObject>(kGroupType, Ref<GroupByObject>::share(&g), g.group_key))};
  return Value::object(make_tuple(interp.heap(), pair));
}

Value make_groupby(Interpreter& interp, const Type& type, const Args& args) {
  static constexpr const char* kNames[] = {"iterable", "key"};
  const Value* out[2];
  if (!bind_args(interp, {.function = "groupby", .names = kNames, .required = 1}, args, out)) return Value::error();
  Value iterator = get_iter(interp, *out[0]);
  if (iterator.is_error()) return iterator;
  return Value::object(interp.heap().make_typed<GroupByObject>(type, std::move(iterator), out[1] ? *out[1] : Value::none()));
}

// What tee's iterators have read: a chain of nodes, the last one empty. A node lives as long as some iterator has not passed it.
struct TeeNode : Object {
  TeeNode() = default;
  Value item;
  Ref<TeeNode> next;  // null: empty
  static const Type kType;
};
const Type TeeNode::kType = {.name = "_tee_node", .destroy = destroy_as<TeeNode>};

struct TeeSource : Object {
  explicit TeeSource(Value over) : iterator(std::move(over)) {}
  Value iterator;
  bool running = false;
  static const Type kType;
};
const Type TeeSource::kType = {.name = "_tee_dataobject", .module = "itertools", .destroy = destroy_as<TeeSource>};

struct TeeObject : Object {
  TeeObject(Ref<TeeSource> from, Ref<TeeNode> at) : source(std::move(from)), node(std::move(at)) {}
  Ref<TeeSource> source;
  Ref<TeeNode> node;
};
TeeObject& tee_of(Object* self) { return *static_cast<TeeObject*>(self); }

Value tee_next(Interpreter& interp, Object* self) {
  auto& it = tee_of(self);
  if (!it.node->next) {
    const auto source = it.source;
    if (source->running) return interp.raise(ExceptionKind::kRuntimeError, "cannot re-enter the tee iterator");
    source->running = true;
    Value item = next_item(interp, source->iterator);
    source->running = false;
    if (item.is_undefined() || item.is_error()) return item;
    auto behind = interp.heap().make<TeeNode>();
    it.node->item = std::move(item);
    it.node->next = std::move(behind);
  }
  Value out = it.node->item;
  it.node = it.node->next;
  return out;
}

Value tee_copy(Interpreter& interp, const Value& self, const Args& args) {
  if (!check_positional(interp, "_tee.__copy__", args, 0, 0)) return Value::error();
  auto& it = tee_of(self.object());
  return Value::object(interp.heap().make_typed<TeeObject>(kTeeType, it.source, it.node));
}
constexpr Method kTeeMethods[] = {{"__copy__", tee_copy}, {nullptr, nullptr}};

Value make_tee(Interpreter& interp, const Type& type, const Args& args) {
  if (!expect_arguments(interp, type, kTeeType, args, 1)) return Value::error();
  Value iterator = get_iter(interp, args[0]);
  if (iterator.is_error()) return iterator;
  if (is_instance(iterator, &kTeeType)) return tee_copy(interp, iterator, Args());
  auto source = interp.heap().make<TeeSource>(std::move(iterator));
  return Value::object(interp.heap().make_typed<TeeObject>(type, std::move(source), interp.heap().make<TeeNode>()));
}

}  // namespace

const Type kGroupByType = iterator_type<GroupByObject>("itertools.groupby", groupby_next, make_groupby);
const Type kTeeType = iterator_type<TeeObject>("itertools._tee", tee_next, make_tee, kTeeMethods);

Value tee(Interpreter& interp, const Args& args) {
  if (!check_positional(interp, "itertools.tee", args, 1, 2)) return Value::error();
  int64_t n = 2;
  if (args.size() == 2 && !to_int64(interp, args[1], &n)) return Value::error();
  if (n < 0) return interp.raise(ExceptionKind::kValueError, "n must be >= 0");
  if (!interp.charge_steps(static_cast<uint64_t>(n))) return Value::error();
  auto out = make_tuple(interp.heap(), static_cast<uint64_t>(n));
  if (n == 0) return Value::object(std::move(out));
  Value iterator = get_iter(interp, args[0]);
  if (iterator.is_error()) return iterator;
  // What can be copied is: its copies go on where it stands.
  const Value copied = call_special(interp, iterator, "__copy__", {});
  if (copied.is_error()) return copied;
  out->items()[0] = copied.is_undefined() ? make_tee(interp, kTeeType, Args(std::span<const Value>(&iterator, 1))) : iterator;
  for (int64_t i = 1; i < n; ++i) {
    if (!out->items()[i - 1].is_error()) out->items()[i] = call_special(interp, out->items()[0], "__copy__", {});
    if (out->items()[i].is_error() || out->items()[i].is_undefined()) return Value::error();
  }
  return out->items()[0].is_error() ? Value::error() : Value::object(std::move(out));
}

}  // namespace interloom::lang::modules
