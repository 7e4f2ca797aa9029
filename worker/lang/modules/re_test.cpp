// Compares _re with CPython's re on thousands of patterns (testdata/re_cases.py), and its metering.
#include "worker/lang/modules/re_module.h"

#include <chrono>

#include "worker/lang/modules/test_oracle.h"

namespace interloom::lang::modules {
namespace {

// Stands for re.py's error class: a ValueError "msg @ pos".
Value make_error(Interpreter& interp, const Args& args) {
  std::string text, position;
  if (!str_text(interp, args[0], &text) || !str_text(interp, args[2], &position)) return Value::error();
  return make_exception(interp.heap(), exception_type(ExceptionKind::kValueError), text + " @ " + position);
}

class ReJob : public ModuleJob {
 public:
  explicit ReJob(Budget budget = {}) : ModuleJob(kReModule, std::move(budget)) {
    call("set_error_class", {native_function(interp.heap(), "error", make_error)});
  }

  std::string describe(const Value& match) {
    if (match.is_error() || match.is_none()) return text(match);
    std::string out = "(";
    auto add = [&](const Value& value) { out += (out.size() > 1 ? ", " : "") + text(value); };
    add(get_attr(interp, match, "regs"));
    add(method(match, "groups"));
    add(get_attr(interp, match, "lastindex"));
    add(get_attr(interp, match, "lastgroup"));
    add(method(match, "groupdict"));
    add(get_attr(interp, match, "pos"));
    add(get_attr(interp, match, "endpos"));
    return out + ")";
  }

  std::string evaluate(const std::vector<std::string>& fields) {
    const std::string& operation = fields[0];
    const Value pattern = call("compile", {CaseReader(interp, fields[1]).read(), CaseReader(interp, fields[2]).read()});
    if (pattern.is_error()) return text(pattern);
    if (operation == "compile") {
      return str_cat("(", text(get_attr(interp, pattern, "flags")), ", ", text(get_attr(interp, pattern, "groups")), ", ",
                     text(get_attr(interp, pattern, "groupindex")), ")", text(pattern));
    }
    std::vector<Value> args;
    for (size_t i = 3; i + 1 < fields.size(); ++i) args.push_back(CaseReader(interp, fields[i]).read());
    const Value result = method(pattern, operation, args);
    if (operation == "match" || operation == "search" || operation == "fullmatch") return describe(result);
    if (operation != "finditer" || result.is_error()) return text(result);
    std::string out;
    for (;;) {
      const Value match = iter_next(interp, result);
      if (match.is_undefined()) return out;
      out += (out.empty() ? "" : " ") + describe(match);
      if (match.is_error()) return out;
    }
  }
};

TEST(Re, AgreesWithCPython) {
  auto job = std::make_unique<ReJob>();
  int wrong = 0, errors = 0, seen = 0;
  const int count = for_each_case("re_cases.py", str_cat(case_seed(), " 20000"), [&](const std::vector<std::string>& fields) {
    if (++seen % 500 == 0) job = std::make_unique<ReJob>();
    const std::string ours = job->evaluate(fields);
    errors += fields.back().starts_with("!");
    if (ours == fields.back() || ++wrong > 25) return;
    std::string pattern = fields[1][0] == 's' || fields[1][0] == 'b' ? from_hex(std::string_view(fields[1]).substr(1)) : fields[1];
    std::string args;
    for (size_t i = 3; i + 1 < fields.size(); ++i) args += " " + job->text(CaseReader(job->interp, fields[i]).read());
    ADD_FAILURE() << fields[0] << " /" << pattern << "/ flags " << fields[2] << " on" << args << "\n  CPython: "
                  << fields.back().substr(0, 300) << "\n  ours:    " << ours.substr(0, 300);
  });
  EXPECT_GT(count, 15'000);
  EXPECT_GT(errors, 1'000);
  EXPECT_EQ(wrong, 0);
}

Budget steps(uint64_t max_steps, uint64_t max_bytes = 64 << 20) {
  Budget budget;
  budget.max_steps = max_steps;
  budget.max_bytes = max_bytes;
  return budget;
}

// What takes for ever ends by the budget, in time and without touching the C stack.
TEST(Re, CatastrophicPatternsEndByTheBudget) {
  const std::string many_a(5000, 'a');
  for (const char* pattern : {"(a+)+$x", "(a|a)*b", "(a|aa)+$b", "(?:a*)*b", "(.*)*(.*)*x", "(?:a?){400}a{400}b", "(x+x+)+y|(a+a+)+b",
                              "((a*)*)*b", "(?=(a+)+b)", "(?:(a)|a)*?b", "(a*?)*?b", "(?i)(a+)+\\1b"}) {
    ReJob job(steps(2'000'000, 256 << 20));
    const auto before = std::chrono::steady_clock::now();
    std::string text;
    const Status status = job.interp.protect([&] {
      text = job.text(job.call("search", {job.str(pattern), job.str(many_a)}));
      return OkStatus();
    });
    const auto took = std::chrono::steady_clock::now() - before;
    EXPECT_TRUE(text.starts_with("stopped: the job's budget of 2000000 steps") || !status.ok()) << pattern << ": " << text;
    EXPECT_LT(took, std::chrono::seconds(5)) << pattern;
  }
}

TEST(Re, BacktrackingMemoryIsTheJobs) {
  ReJob job(steps(1'000'000'000, 4 << 20));
  const std::string long_text(2'000'000, 'a');
  bool stopped = false;
  const Status status = job.interp.protect([&] {
    const Value result = job.call("match", {job.str("(?:(a)|b)*c"), job.str(long_text)});
    stopped = result.is_error();
    return OkStatus();
  });
  EXPECT_TRUE(!status.ok() || stopped);
}

TEST(Re, DeepNestingIsARecursionError) {
  ReJob job;
  const std::string pattern = std::string(200'000, '(') + "a" + std::string(200'000, ')');
  const std::string text = job.text(job.call("compile", {job.str(pattern)}));
  EXPECT_TRUE(text.starts_with("!RecursionError") || text.starts_with("re.compile")) << text.substr(0, 200);
}

TEST(Re, LongTextsMatchInLinearTime) {
  ReJob job(steps(20'000'000));
  std::string text;
  for (int i = 0; i < 200'000; ++i) text += i % 7 ? "é" : " ";
  const Value found = job.call("findall", {job.str("\\w+"), job.str(text)});
  ASSERT_FALSE(found.is_error());
  EXPECT_EQ(found.as<ListObject>()->size, 28572u);
  const Value spans = job.call("finditer", {job.str("\\s"), job.str(text)});
  int64_t last = -1;
  for (int i = 0;; ++i) {
    const Value match = iter_next(job.interp, spans);
    if (match.is_undefined()) break;
    last = job.method(match, "start").as_int();
    ASSERT_EQ(last, i * 7);
  }
  EXPECT_EQ(last, 199'997);
}

TEST(Re, CompiledPatternsAreKept) {
  ReJob job;
  const Value first = job.call("compile", {job.str("a+")});
  EXPECT_TRUE(first.same(job.call("compile", {job.str("a+")})));
  EXPECT_FALSE(first.same(job.call("compile", {job.str("a+"), Value::integer(2)})));
  EXPECT_TRUE(first.same(job.call("compile", {first})));
  job.call("purge", {});
  EXPECT_FALSE(first.same(job.call("compile", {job.str("a+")})));
  EXPECT_EQ(job.text(job.call("compile", {first, Value::integer(2)})),
            "!ValueError: cannot process flags argument with a compiled pattern");
}

TEST(Re, ArgumentsAreChecked) {
  ReJob job;
  auto str = [&](const char* text) { return job.str(text); };
  EXPECT_EQ(job.text(job.call("search", {str("a")})), "!TypeError: search() missing 1 required positional argument: 'string'");
  EXPECT_EQ(job.text(job.call("sub", {str("a")})),
            "!TypeError: sub() missing 2 required positional arguments: 'repl' and 'string'");
  EXPECT_EQ(job.text(job.call("match", {str("a"), Value::integer(1)})),
            "!TypeError: expected string or bytes-like object, got 'int'");
  EXPECT_EQ(job.text(job.call("compile", {Value::integer(1)})),
            "!TypeError: first argument must be string or compiled pattern");
  EXPECT_EQ(job.text(job.call("escape", {str("a.b*[] -é~")})), "'a\\\\.b\\\\*\\\\[\\\\]\\\\ \\\\-é\\\\~'");
  const Value match = job.call("match", {str("(?P<x>a)(b)?"), str("ac")});
  EXPECT_EQ(job.text(match), "<re.Match object; span=(0, 1), match='a'>");
  EXPECT_EQ(job.text(get_item(job.interp, match, str("x"))), "'a'");
  EXPECT_EQ(job.text(get_item(job.interp, match, Value::integer(3))), "!IndexError: no such group");
  const Value group[] = {str("x"), Value::integer(2), Value::integer(0)};
  EXPECT_EQ(job.text(job.method(match, "group", group)), "('a', None, 'a')");
  const Value expand[] = {str("<\\g<x>\\2>")};
  EXPECT_EQ(job.text(job.method(match, "expand", expand)), "'<a>'");
}

}  // namespace
}  // namespace interloom::lang::modules
