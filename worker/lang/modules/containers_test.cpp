// Containers, builtins, itertools, functools, collections and operator against CPython: testdata/container_cases.py makes random
// expressions with the answers of the machine's python3. And what CPython has no answer for: budgets.
#include <map>

#include "worker/lang/builtins.h"
#include "worker/lang/modules/collections_module.h"
#include "worker/lang/modules/functools_module.h"
#include "worker/lang/modules/itertools_module.h"
#include "worker/lang/modules/operator_module.h"
#include "worker/lang/modules/test_oracle.h"

namespace interloom::lang::modules {
namespace {

const std::map<std::string, BinaryOp> kBinary = {{"+", BinaryOp::kAdd}, {"-", BinaryOp::kSub}, {"*", BinaryOp::kMul},
                                                 {"|", BinaryOp::kOr},  {"&", BinaryOp::kAnd}, {"^", BinaryOp::kXor}};
const std::map<std::string, CompareOp> kCompare = {{"<", CompareOp::kLt},  {"<=", CompareOp::kLe}, {"==", CompareOp::kEq},
                                                   {"!=", CompareOp::kNe}, {">", CompareOp::kGt},  {">=", CompareOp::kGe}};

// One job with the four modules.
class ContainerJob {
 public:
  explicit ContainerJob(Budget budget = {}) : interp(ModuleJob::options(std::move(budget), 0)) {
    for (const NativeModule* native : {&kItertoolsModule, &kFunctoolsModule, &kCollectionsModule, &kOperatorModule}) {
      auto module = make_module(interp, native->name);
      EXPECT_TRUE(native->init(interp, *module));
      std::string name = native->name;
      modules[name.starts_with("_") ? name.substr(1) : name] = module;
    }
  }
  ~ContainerJob() { modules.clear(); }

  Value named(const std::string& name) {
    const size_t dot = name.find('.');
    const Value* found =
        dot == std::string::npos ? find_builtin(interp, name) : modules.at(name.substr(0, dot))->dict->find(name.substr(dot + 1));
    return found ? *found : interp.raise(ExceptionKind::kNameError, name);
  }
  std::string text(const Value& value) {
    std::string out;
    if (!value.is_error() && repr_text(interp, value, &out)) return out;
    if (interp.stopping()) return "stopped: " + std::string(message_of(interp.stop_reason()));
    const Value exception = interp.take_exception();
    out.clear();
    str_text(interp, exception, &out);
    return str_cat("!", exception.type_name(), ": ", out);
  }

  Interpreter interp;
  std::map<std::string, Ref<ModuleObject>> modules;
};

std::vector<std::string> split(const std::string& text, char at) {
  std::vector<std::string> out;
  std::istringstream in(text);
  for (std::string part; std::getline(in, part, at);) out.push_back(part);
  return out;
}

class Expression {
 public:
  Expression(ContainerJob& job, const std::string& text) : job_(job), interp_(job.interp), in_(text) {}

  // An operand that fails ends the whole; the words behind it are left unread.
  Value evaluate() {
    std::string word;
    in_ >> word;
    const std::string rest = word.substr(1);
    switch (word[0]) {
      case 'i':
        return int_from_decimal(interp_.heap(), rest);
      case 'f':
        return Value::real(std::strtod(rest.c_str(), nullptr));
      case 's':
        return str_value(interp_.heap(), from_hex(rest));
      case 'n':
        return Value::none();
      case 't':
      case 'F':
        return Value::boolean(word[0] == 't');
      case 'C':
        return call_named(split(rest, ','));
      case 'M':
        return call_method(split(rest, ','));
      case 'O':
        return operands(2, [&](auto& v) { return binary_op(interp_, kBinary.at(rest), v[0], v[1]); });
      case 'I':
        return operands(2, [&](auto& v) { return inplace_op(interp_, kBinary.at(rest), v[0], v[1]); });
      case 'Q':
        return operands(2, [&](auto& v) { return compare_op(interp_, kCompare.at(rest), v[0], v[1]); });
      case 'G':
        return operands(2, [&](auto& v) { return get_item(interp_, v[0], v[1]); });
      case 'P':
        return operands(3, [&](auto& v) { return set_item(interp_, v[0], v[1], v[2]) ? v[0] : Value::error(); });
      case 'E':
        return operands(2, [&](auto& v) { return del_item(interp_, v[0], v[1]) ? v[0] : Value::error(); });
      case 'H':
        return operands(2, [&](auto& v) {
          const int inside = contains(interp_, v[0], v[1]);
          return inside < 0 ? Value::error() : Value::boolean(inside);
        });
      default:
        return operands(std::stoi(rest) * (word[0] == 'D' ? 2 : 1), [&](auto& v) { return container(word[0], v); });
    }
  }

 private:
  template <class Then>
  Value operands(int count, Then then) {
    std::vector<Value> values;
    for (int i = 0; i < count; ++i) {
      values.push_back(evaluate());
      if (values.back().is_error()) return Value::error();
    }
    return then(values);
  }

  Value container(char kind, std::vector<Value>& values) {
    Heap& heap = interp_.heap();
    const std::span<const Value> items(values);
    if (kind == 'L') return Value::object(make_list(heap, items));
    if (kind == 'T') return Value::object(make_tuple(heap, items));
    if (kind == 'D') {
      auto dict = make_dict(heap);
      for (size_t i = 0; i + 1 < items.size(); i += 2) dict->set(interp_, items[i], items[i + 1]);
      return Value::object(std::move(dict));
    }
    const Value set = Value::object(make_set(heap));
    for (const Value& item : items) set.as<SetObject>()->add(interp_, item);
    return kind == 'S' ? set : call(interp_, job_.named("frozenset"), Args(std::span(&set, 1)));
  }

  Value call_named(const std::vector<std::string>& parts) {
    if (parts[0] == "=") return job_.named(parts[1]);
    const int positional = std::stoi(parts[1]), keywords = static_cast<int>(parts.size()) - 2;
    return operands(positional + keywords, [&](auto& values) {
      std::vector<Value> names;
      for (size_t i = 2; i < parts.size(); ++i) names.push_back(Value::share(interp_.intern(parts[i])));
      const Value function = job_.named(parts[0]);
      if (function.is_error()) return function;
      return call(interp_, function,
                  Args(values.data(), static_cast<uint32_t>(positional), static_cast<uint32_t>(keywords), names.data()));
    });
  }

  Value call_method(const std::vector<std::string>& parts) {
    return operands(std::stoi(parts[1]) + 1, [&](auto& values) {
      const Value method = get_attr(interp_, values[0], parts[0]);
      const Value result = method.is_error() ? method : call(interp_, method, Args(std::span<const Value>(values).subspan(1)));
      if (result.is_error()) return result;
      const Value pair[] = {result, values[0]};
      return Value::object(make_tuple(interp_.heap(), pair));
    });
  }

  ContainerJob& job_;
  Interpreter& interp_;
  std::istringstream in_;
};

TEST(Containers, RandomExpressionsAgreeWithCPython) {
  constexpr int kCount = 40'000;
  int compared = 0, wrong = 0;
  auto job = std::make_unique<ContainerJob>();
  for_each_case("container_cases.py", str_cat(case_seed(), " ", kCount), [&](const std::vector<std::string>& fields) {
    if (compared++ % 500 == 0) job = std::make_unique<ContainerJob>();
    const std::string ours = job->text(Expression(*job, fields[0]).evaluate());
    if (ours != fields[1] && ++wrong <= 25) {
      ADD_FAILURE() << fields[0].substr(0, 400) << "\n  CPython: " << fields[1].substr(0, 400)
                    << "\n  ours:    " << ours.substr(0, 400);
    }
  });
  EXPECT_EQ(compared, kCount);
  EXPECT_EQ(wrong, 0);
}

std::string evaluate(ContainerJob& job, const std::string& expression) {
  return job.text(Expression(job, expression).evaluate());
}

Budget small(uint64_t steps, uint64_t bytes = 64 << 20) {
  Budget budget;
  budget.max_steps = steps;
  budget.max_bytes = bytes;
  return budget;
}

TEST(Containers, EndlessIteratorsEndWithTheBudget) {
  for (const char* expression :
       {"Clist,1 Citertools.count,0", "Csum,1 Citertools.repeat,1 i1", "Clist,1 Cfilter,2 C=,operator.not_ Citertools.count,1 i1",
        "Clist,1 Citertools.filterfalse,2 C=,bool Citertools.count,1 i1", "Cany,1 Citertools.cycle,1 L1 i0",
        "Clist,1 Citertools.dropwhile,2 C=,bool Citertools.count,1 i1", "Clist,1 Citertools.chain,1 Citertools.count,0",
        "Clist,1 Citertools.accumulate,1 Citertools.count,0",
        "Clist,1 Citertools.compress,2 Citertools.count,0 Citertools.repeat,1 i0",
        "Clist,1 Citertools.islice,2 Citertools.count,0 n", "Ccollections.deque,1 Citertools.count,0",
        "Cset,1 Citertools.cycle,1 L1 i0", "Coperator.countOf,2 Citertools.count,0 i-1",
        "H Crange,2 i0 i99999999999999999999999 f0x1.8p+0", "Clist,1 Citertools.zip_longest,1 Citertools.count,0",
        "Cmin,1 Citertools.count,0", "Clist,1 Citertools.pairwise,1 Citertools.count,0"}) {
    ContainerJob job(small(100'000));
    EXPECT_EQ(evaluate(job, expression), "stopped: the job's budget of 100000 steps is used up") << expression;
  }
}

TEST(Containers, LargeResultsEndWithTheMemoryBudget) {
  for (const char* expression :
       {"O* L1 i0 i99999999999", "O* Ccollections.deque,1 L1 i0 i99999999999", "Clist,1 Crange,1 i99999999999",
        "Citertools.product,1,repeat L1 i0 i99999999999", "Citertools.combinations,2 Crange,1 i99999999 i3"}) {
    ContainerJob job(small(uint64_t{1} << 60, 16 << 20));
    std::string answer;
    const Status done = job.interp.protect([&] {
      answer = evaluate(job, expression);
      return OkStatus();
    });
    const std::string why = done.ok() ? answer : std::string(message_of(done));
    EXPECT_NE(why.find("memory budget of 16777216 bytes is used up"), std::string::npos) << expression << ": " << why;
  }
}

TEST(Containers, CollidingKeysAreCharged) {
  // Multiples of 2^61 - 1 hash to 0: a set or dict of them costs what it makes.
  ContainerJob job(small(2'000'000));
  Interpreter& interp = job.interp;
  auto set = make_set(interp.heap());
  Value key = Value::integer(0);
  const Value step = Value::integer((int64_t{1} << 61) - 1);
  uint64_t added = 0;
  for (; added < 100'000 && set->add(interp, key) == 1; ++added) key = binary_op(interp, BinaryOp::kAdd, key, step);
  EXPECT_LT(added, 10'000u);
  EXPECT_TRUE(interp.stopping());
}

TEST(Containers, SortedInputSortsInOnePass) {
  ContainerJob job;
  Interpreter& interp = job.interp;
  auto list = make_list(interp.heap());
  for (int i = 0; i < 100'000; ++i) list->append(Value::real(i));
  const uint64_t before = interp.steps_used();
  ASSERT_TRUE(sort_list(interp, *list, Value::none(), false));
  EXPECT_LE(interp.steps_used() - before, 110'000u);
  ASSERT_TRUE(sort_list(interp, *list, Value::none(), true));
  EXPECT_LE(interp.steps_used() - before, 220'000u);
  EXPECT_EQ(list->items[0].as_float(), 99'999);
}

TEST(Containers, QueuesOfDictsStayFast) {
  ContainerJob job;
  Interpreter& interp = job.interp;
  auto dict = make_dict(interp.heap());
  for (int64_t i = 0; i < 1000; ++i) dict->set(interp, Value::integer(i), Value::none());
  for (int64_t i = 1000; i < 300'000; ++i) {
    uint64_t position = 0;
    ASSERT_TRUE(dict->next(&position));
    Value key, value;
    dict->remove_entry(position - 1, &key, &value);
    ASSERT_EQ(key.as_int(), i - 1000);
    dict->set(interp, Value::integer(i), Value::none());
    // From the other end too, where slots are used again at once.
    dict->set(interp, Value::integer(-1), Value::none());
    position = dict->entry_count;
    ASSERT_TRUE(dict->previous(&position));
    dict->remove_entry(position, &key, &value);
    ASSERT_EQ(key.as_int(), -1);
  }
  EXPECT_EQ(dict->size, 1000u);
  EXPECT_LE(dict->entry_capacity, 4096u);
}

TEST(Containers, KeyVersionsChangeWithKeysOnly) {
  ContainerJob job;
  Interpreter& interp = job.interp;
  auto a = make_dict(interp.heap()), b = make_dict(interp.heap());
  const Value one = Value::integer(1);
  a->set(interp, "x", one);
  b->set(interp, "x", one);
  EXPECT_NE(a->keys_version, b->keys_version);
  const uint64_t before = a->keys_version;
  a->set(interp, "x", Value::integer(2));
  EXPECT_EQ(a->keys_version, before);
  a->set(interp, "y", one);
  EXPECT_NE(a->keys_version, before);
  const uint64_t with_y = a->keys_version;
  a->remove(interp, str_value(interp.heap(), "y"), nullptr);
  EXPECT_NE(a->keys_version, with_y);
  a->clear();
  EXPECT_NE(a->keys_version, before);
}

}  // namespace
}  // namespace interloom::lang::modules
