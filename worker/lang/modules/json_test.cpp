// Compares _json with CPython's json (testdata/json_cases.py), and its metering.
#include "worker/lang/modules/json_module.h"

#include "worker/lang/modules/test_oracle.h"

namespace interloom::lang::modules {
namespace {

// Stands for JSONDecodeError: a ValueError "msg @ pos".
Value make_error(Interpreter& interp, const Args& args) {
  std::string text, position;
  if (!str_text(interp, args[0], &text) || !str_text(interp, args[2], &position)) return Value::error();
  return make_exception(interp.heap(), exception_type(ExceptionKind::kValueError), text + " @ " + position);
}

class JsonJob : public ModuleJob {
 public:
  explicit JsonJob(Budget budget = {}) : ModuleJob(kJsonModule, std::move(budget)) {
    call("set_error_class", {native_function(interp.heap(), "error", make_error)});
  }
  // As JSONDecoder.decode.
  std::string loads(const Value& doc, const Value& strict) {
    const Value none = Value::none();
    const Value from = call("skip_space", {doc, Value::integer(0)});
    const Value pair = call("scan", {doc, from, strict, none, none, none, none, none});
    if (pair.is_error()) return text(pair);
    const Value end = call("skip_space", {doc, pair.as<TupleObject>()->items()[1]});
    if (end.as_int() != length_of(interp, doc)) return str_cat("!ValueError: Extra data @ ", end.as_int());
    return text(pair.as<TupleObject>()->items()[0]);
  }
  Value dumps(const Value& value, const Value& fallback = Value::none()) {
    const Value on = Value::boolean(true), off = Value::boolean(false);
    return call("encode", {value, off, on, on, on, Value::none(), str(", "), str(": "), fallback, off});
  }
};

TEST(Json, AgreesWithCPython) {
  JsonJob job;
  int wrong = 0;
  const int count = for_each_case("json_cases.py", str_cat(case_seed(), " 8000"), [&](const std::vector<std::string>& fields) {
    std::vector<Value> a;
    for (size_t i = 1; i + 1 < fields.size(); ++i) a.push_back(CaseReader(job.interp, fields[i]).read());
    const std::string ours = fields[0] == "loads" ? job.loads(a[0], a[1])
                                                  : job.text(job.call("encode", {a[0], a[1], a[2], a[3], a[4], a[5], a[6], a[7],
                                                                                 Value::none(), a[8]}));
    if (ours == fields.back() || ++wrong > 10) return;
    std::string shown;
    for (const Value& arg : a) shown += (shown.empty() ? "" : ", ") + job.text(arg).substr(0, 300);
    ADD_FAILURE() << fields[0] << "(" << shown << ")\n  CPython: " << fields.back().substr(0, 300)
                  << "\n  ours:    " << ours.substr(0, 300);
  });
  EXPECT_GT(count, 7'000);
  EXPECT_EQ(wrong, 0);
}

TEST(Json, HooksMakeTheValues) {
  JsonJob job;
  auto tagged = [&](const char* name) {
    return native_closure(job.interp.heap(), name, [name = std::string(name)](Interpreter& interp, const Args& args) {
      std::string text;
      return repr_text(interp, args[0], &text) ? str_value(interp.heap(), name + text) : Value::error();
    });
  };
  const Value none = Value::none(), on = Value::boolean(true), zero = Value::integer(0);
  const Value doc = job.str(R"({"a": [1, 2.5, NaN], "a": {}})");
  const Value made = job.call("scan", {doc, zero, on, none, tagged("p"), tagged("f"), tagged("i"), tagged("c")});
  ASSERT_TRUE(made.is<TupleObject>());
  std::string text;
  str_text(job.interp, made.as<TupleObject>()->items()[0], &text);
  EXPECT_EQ(text, R"(p[('a', ["i'1'", "f'2.5'", "c'NaN'"]), ('a', 'p[]')])");
  EXPECT_EQ(job.text(job.call("scan", {job.str("[{}]"), zero, on, tagged("o"), none, none, none, none})), "(['o{}'], 4)");
  EXPECT_EQ(job.text(job.call("scan", {job.str("é1"), Value::integer(1), on, none, none, none, none, none})), "(1, 2)");
  EXPECT_EQ(job.text(job.call("scanstring", {job.str("é\\n\"x"), zero})), "('é\\n', 4)");
}

TEST(Json, CyclesAndDepthEnd) {
  JsonJob job;
  auto list = make_list(job.interp.heap());
  const Value cycle = Value::object(list);
  list->append(cycle);
  EXPECT_EQ(job.text(job.dumps(cycle)), "!ValueError: Circular reference detected");
  list->items[0] = Value::none();
  const Value same = native_function(job.interp.heap(), "same", [](Interpreter&, const Args& args) { return args[0]; });
  EXPECT_EQ(job.text(job.dumps(same, same)), "!ValueError: Circular reference detected");
  EXPECT_EQ(job.text(job.dumps(same)), "!TypeError: Object of type builtin_function_or_method is not JSON serializable");
  Value deep = Value::none();
  for (int i = 0; i < 5000; ++i) deep = Value::object(make_list(job.interp.heap(), std::span<const Value>(&deep, 1)));
  EXPECT_EQ(job.text(job.dumps(deep)), "!RecursionError: maximum recursion depth exceeded while encoding a JSON object");
  EXPECT_EQ(job.loads(job.str(std::string(100'000, '[')), Value::boolean(true)),
            "!RecursionError: maximum recursion depth exceeded while decoding a JSON array from a unicode string");
}

TEST(Json, WorkIsCharged) {
  Budget budget;
  budget.max_steps = 100'000;
  JsonJob job(budget);
  const std::string many = "[" + std::string(200'000, ' ') + "1" + [] {
    std::string out;
    for (int i = 0; i < 200'000; ++i) out += ",1";
    return out;
  }() + "]";
  EXPECT_TRUE(job.loads(job.str(many), Value::boolean(true)).starts_with("stopped: the job's budget"));
}

}  // namespace
}  // namespace interloom::lang::modules
