// Objects from C++: records, dicts, repr.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdio>

#include "worker/lang/builtins.h"
#include "worker/lang/number.h"
#include "worker/lang/record.h"
#include "worker/lang/test_job.h"

namespace interloom::lang {
namespace {

TEST(Record, ReadsByNameKeyAndPosition) {
  Job job;
  auto record = make_record(job.interp.heap(), "CausalLMOutput");
  record->fields->set(job.interp, "loss", Value::real(0.5));
  record->fields->set(job.interp, "logits", Value::integer(7));
  const Value value = Value::object(record);
  EXPECT_EQ(get_attr(job.interp, value, "logits").as_int(), 7);
  EXPECT_EQ(get_item(job.interp, value, str_value(job.interp.heap(), "logits")).as_int(), 7);
  EXPECT_EQ(get_item(job.interp, value, Value::integer(-1)).as_int(), 7);
  EXPECT_EQ(get_item(job.interp, value, Value::integer(0)).as_float(), 0.5);
  EXPECT_EQ(length_of(job.interp, value), 2);
  EXPECT_EQ(contains(job.interp, value, str_value(job.interp.heap(), "loss")), 1);
  std::string text;
  repr_text(job.interp, value, &text);
  EXPECT_EQ(text, "CausalLMOutput(loss=0.5, logits=7)");
  EXPECT_TRUE(get_attr(job.interp, value, "nothing").is_error());
  text.clear();
  const Value error = job.interp.take_exception();
  str_text(job.interp, error, &text);
  EXPECT_EQ(text, "'CausalLMOutput' object has no attribute 'nothing'");
}

TEST(Dict, IterationNoticesChanges) {
  Job job;
  auto dict = make_dict(job.interp.heap());
  for (int i = 0; i < 3; ++i) dict->set(job.interp, Value::integer(i), Value::none());
  const Value iterator = get_iter(job.interp, Value::object(dict));
  EXPECT_EQ(iter_next(job.interp, iterator).as_int(), 0);
  dict->set(job.interp, Value::integer(9), Value::none());
  EXPECT_TRUE(iter_next(job.interp, iterator).is_error());
  std::string text;
  const Value error = job.interp.take_exception();
  str_text(job.interp, error, &text);
  EXPECT_EQ(text, "dictionary changed size during iteration");
}

TEST(Dict, ManyInsertsAndRemovalsKeepOrder) {
  Job job;
  auto dict = make_dict(job.interp.heap());
  for (int64_t i = 0; i < 50'000; ++i) {
    ASSERT_TRUE(dict->set(job.interp, Value::integer(i * 7919 % 65'536), Value::integer(i)));
    if (i % 3 != 0) continue;
    ASSERT_EQ(dict->remove(job.interp, Value::integer(i * 7919 % 65'536), nullptr), 1);
  }
  int64_t last = -1;
  uint64_t position = 0, seen = 0;
  while (auto* entry = dict->next(&position)) {
    ASSERT_GT(entry->value.as_int(), last);
    last = entry->value.as_int();
    ++seen;
  }
  EXPECT_EQ(seen, dict->size);
  EXPECT_EQ(seen, 33'333u);
}

TEST(Repr, ShowsNoAddresses) {
  Job job;
  Heap& heap = job.interp.heap();
  define_countdown(job);
  const Value values[] = {job.scope.find("f")->value,
                          job.interp.type_object(kIntType),
                          *find_builtin(job.interp, "print"),
                          Value::object(heap.make<CellObject>()),
                          get_iter(job.interp, Value::object(make_list(heap))),
                          get_attr(job.interp, Value::object(make_list(heap)), "append")};
  for (const Value& value : values) {
    std::string text;
    ASSERT_TRUE(repr_text(job.interp, value, &text));
    char address[32];
    std::snprintf(address, sizeof address, "%llx", static_cast<unsigned long long>(reinterpret_cast<uintptr_t>(value.object())));
    EXPECT_EQ(text.find(address), std::string::npos) << text;
  }
  std::string text;
  repr_text(job.interp, values[1], &text);
  EXPECT_EQ(text, "<class 'int'>");
}

TEST(Repr, ContainersInsideThemselves) {
  Job job;
  auto list = make_list(job.interp.heap());
  auto dict = make_dict(job.interp.heap());
  dict->set(job.interp, "me", Value::object(dict));
  list->append(Value::object(list));
  list->append(Value::object(dict));
  std::string text;
  ASSERT_TRUE(repr_text(job.interp, Value::object(list), &text));
  EXPECT_EQ(text, "[[...], {'me': {...}}]");
}

}  // namespace
}  // namespace interloom::lang
