#include "worker/interleaver/interleaver.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "worker/interleaver/test_job.h"
#include "worker/lang/record.h"

namespace interloom::interleaver {
namespace {

using lang::Value;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

Value failed_if(bool failed) { return failed ? Value::error() : Value(); }

TEST(Interleaver, ReadsComeInExecutionOrderWithTheModelsValues) {
  TestJob job;
  at::Tensor first, second, logits;
  job.invoke([&](TestJob& j) {
    first = j.read("layers.0");
    second = j.read("layers.1");
    logits = j.read("head");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  ASSERT_TRUE(logits.defined());
  EXPECT_TRUE(at::equal(logits, job.plain()));
  // layers.1 sees shared(layers.0) = 2 h and gives h + 2 h + (h + 1).
  EXPECT_TRUE(at::equal(second, first * 2 * 4 + 1));
}

TEST(Interleaver, SameModuleInputThenOutputAndTwiceAtOnePoint) {
  TestJob job;
  at::Tensor input, output, again;
  job.invoke([&](TestJob& j) {
    input = j.read("layers.1.inner", HookSide::kInput);
    output = j.read("layers.1.inner");
    again = j.read("layers.1.inner");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_TRUE(at::equal(output, input * 2));
  EXPECT_TRUE(again.is_same(output));
}

TEST(Interleaver, InputOfAModuleCalledByKeywordIsItsFirstKeyword) {
  TestJob job;
  at::Tensor input, embedded;
  job.invoke([&](TestJob& j) {
    embedded = j.read("embed");
    input = j.read("layers.0", HookSide::kInput);
    return Value();
  });
  job.trace();
  EXPECT_TRUE(at::equal(input, embedded));
}

TEST(Interleaver, ReadOfAPassedPointNamesBothPlaces) {
  TestJob job;
  job.invoke([&](TestJob& j) {
    if (!j.read("layers.1").defined()) return Value::error();
    return failed_if(!j.read("layers.0").defined());
  });
  job.trace();
  EXPECT_EQ(job.error(),
            "OutOfOrderError: 'layers.0.output' was requested but the model already ran past it: it is at 'layers.1.output'");
}

TEST(Interleaver, PointThatNeverComesListsAllThatWasAwaited) {
  TestJob job({1, 0});
  job.invoke([&](TestJob& j) {
    if (!j.interleaver->skip(j.id("layers.1"), lang_torch::make_tensor(j.torch, at::ones({1, 2, 16})))) return Value::error();
    return failed_if(!j.read("layers.1.inner").defined());
  });
  job.invoke([&](TestJob& j) { return failed_if(!j.read("head").defined()); });
  job.trace();
  EXPECT_THAT(job.error(), AllOf(StartsWith("MissedValueError: 'layers.1.inner.output' was requested"),
                                 HasSubstr("'layers.1.inner.output' by invoke 0"), HasSubstr("'head.output' by invoke 1")));
}

TEST(Interleaver, ModuleThatIsNeverCalledIsAnError) {
  TestJob job;
  job.invoke([&](TestJob& j) { return failed_if(!j.read("layers").defined()); });
  job.trace();
  EXPECT_EQ(job.error(), "ValueError: 'layers' is never called by the model");
}

TEST(Interleaver, RepeatedModuleGivesItsCallsOneAfterAnother) {
  TestJob job;
  at::Tensor first, second;
  job.invoke([&](TestJob& j) {
    if (!j.read("layers.0").defined()) return Value::error();
    first = j.read("shared");
    if (!j.read("layers.2").defined()) return Value::error();
    second = j.read("shared");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  ASSERT_TRUE(first.defined() && second.defined());
  EXPECT_GT(second.sum().item<float>(), first.sum().item<float>());
}

TEST(Interleaver, WriteReplacesAndWaitsLikeARead) {
  TestJob job;
  at::Tensor before, after;
  job.invoke([&](TestJob& j) {
    if (!j.write("layers.2", at::zeros({1, 2, 16}))) return Value::error();
    after = j.read("shared");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_TRUE(at::equal(after, at::zeros({1, 2, 16})));
}

TEST(Interleaver, WriteToAnInputReachesTheModule) {
  TestJob job;
  at::Tensor output;
  job.invoke([&](TestJob& j) {
    if (!j.write("layers.0.inner", at::full({1, 2, 16}, 5.0), HookSide::kInput)) return Value::error();
    output = j.read("layers.0.inner");
    return Value();
  });
  job.trace();
  EXPECT_TRUE(at::equal(output, at::full({1, 2, 16}, 5.0)));
}

TEST(Interleaver, EditInPlaceActsOnTheLiveTensor) {
  TestJob job;
  at::Tensor edited, result;
  job.invoke([&](TestJob& j) {
    edited = j.read("layers.2");
    edited.zero_();
    result = j.read("shared");
    return Value();
  });
  job.trace();
  EXPECT_TRUE(at::equal(result, at::zeros({1, 2, 16})));
}

TEST(Interleaver, ReplacingATensorByATupleIsRefusedWithBothForms) {
  TestJob job;
  job.invoke([&](TestJob& j) {
    const Value tuple = Value::object(lang::make_tuple(j.interp.heap(), std::vector<Value>{Value::none()}));
    return failed_if(!j.interleaver->write(j.id("layers.0"), HookSide::kOutput, tuple));
  });
  job.trace();
  EXPECT_THAT(job.error(), AllOf(StartsWith("TypeError: 'layers.0.output' is Tensor"), HasSubstr("cannot be replaced by tuple")));
}

TEST(Interleaver, ReplacementOfAnotherShapeNamesTheModuleThatBreaks) {
  TestJob job;
  job.invoke([&](TestJob& j) { return failed_if(!j.write("layers.1.inner", at::ones({1, 2, 5}))); });
  job.invoke([&](TestJob&) { return Value(); });
  EXPECT_EQ(job.interleaver->describe_breakage(), "");
  job.interleaver->start();
  job.interleaver->begin_pass(0, false);
  EXPECT_THROW(job.forward(2), c10::Error);
  EXPECT_THAT(job.interleaver->describe_breakage(),
              AllOf(StartsWith("in 'layers.1', after "), HasSubstr("replaced 'layers.1.inner.output'")));
}

TEST(Interleaver, TupleElementsAreLive) {
  TestJob job;
  at::Tensor sum;
  job.invoke([&](TestJob& j) {
    const Value pair = j.interleaver->read(j.id("layers.0.pair"), HookSide::kOutput);
    auto* tuple = pair.as<lang::TupleObject>();
    if (!tuple || tuple->size != 2 || !tuple->items()[1].is_none()) return Value::error();
    lang_torch::as_tensor(tuple->items()[0])->tensor.fill_(100);
    sum = j.read("layers.0");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_GE(sum.min().item<float>(), 100);
}

TEST(Interleaver, FieldSetInARecordReachesTheCaller) {
  TestJob job;
  job.invoke([&](TestJob& j) {
    const Value record = j.interleaver->read(0, HookSide::kOutput);
    auto* object = record.as<lang::RecordObject>();
    if (!object) return Value::error();
    return failed_if(!object->fields->set(j.interp, "logits", lang_torch::make_tensor(j.torch, at::full({1, 2, 16}, 7.0))));
  });
  job.interleaver->start();
  job.interleaver->begin_pass(0, false);
  ASSERT_TRUE(job.forward(2));
  EXPECT_EQ(job.error(), "");
  EXPECT_TRUE(at::equal(job.output.first_tensor(), at::full({1, 2, 16}, 7.0)));
}

TEST(Interleaver, KeywordsOfInputsCanBeChanged) {
  TestJob job;
  at::Tensor result;
  job.invoke([&](TestJob& j) {
    const Value inputs = j.interleaver->read(j.id("layers.0"), HookSide::kInputs);
    auto* pair = inputs.as<lang::TupleObject>();
    auto* keywords = pair ? pair->items()[1].as<lang::DictObject>() : nullptr;
    if (!keywords || !keywords->set(j.interp, "hidden_states", lang_torch::make_tensor(j.torch, at::zeros({1, 2, 16}))))
      return Value::error();
    result = j.read("layers.0");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_TRUE(at::equal(result, at::ones({1, 2, 16})));  // 0 + 0 + (0 + 1)
}

TEST(Interleaver, InvokesSeeTheirRowsAndWritesSpliceBack) {
  TestJob job({1, 2, 0});
  at::Tensor first, second, whole, saved;
  job.invoke([&](TestJob& j) {
    first = j.read("layers.1");
    return failed_if(!j.write("layers.2", at::zeros({1, 2, 16})));
  });
  job.invoke([&](TestJob& j) {
    second = j.read("layers.1");
    second.mul_(0);  // a view: acts on rows 1 and 2 only
    saved = j.read("layers.2");
    return Value();
  });
  job.invoke([&](TestJob& j) {
    whole = j.read("shared");
    if (!j.read("layers.2").defined()) return Value::error();
    whole = j.read("shared");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_EQ(first.size(0), 1);
  EXPECT_EQ(second.size(0), 2);
  EXPECT_EQ(whole.size(0), 3);
  EXPECT_TRUE(at::equal(whole[0], at::zeros({2, 16})));
  EXPECT_TRUE(at::equal(saved, at::ones({2, 2, 16})));  // layer 2 of zeros
  EXPECT_GT(first.sum().item<float>(), 0);
}

TEST(Interleaver, SpliceOfWrongRowsIsTheWritersError) {
  TestJob job({1, 1});
  job.invoke([&](TestJob& j) { return failed_if(!j.write("layers.0", at::zeros({1, 2, 3}))); });
  job.invoke([&](TestJob&) { return Value(); });
  job.trace();
  EXPECT_THAT(job.error(), StartsWith("RuntimeError: "));
  EXPECT_EQ(job.interleaver->failure()->invoke, 0);
}

TEST(Interleaver, SkipGivesTheOutputAndNothingInsideFires) {
  TestJob job;
  at::Tensor input, output;
  job.invoke([&](TestJob& j) {
    input = j.read("layers.1", HookSide::kInput);
    if (!j.interleaver->skip(j.id("layers.1"), lang_torch::make_tensor(j.torch, input))) return Value::error();
    output = j.read("layers.1");
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_TRUE(at::equal(output, input));
}

TEST(Interleaver, SkipInABatchHasToCoverAllRows) {
  TestJob job({1, 1});
  job.invoke([&](TestJob& j) {
    return failed_if(!j.interleaver->skip(j.id("layers.1"), lang_torch::make_tensor(j.torch, at::ones({1, 2, 16}))));
  });
  job.invoke([&](TestJob&) { return Value(); });
  job.trace();
  EXPECT_THAT(job.error(), HasSubstr("skip of 'layers.1' covers 1 of 2 rows of the batch"));
}

TEST(Interleaver, SkipByEveryInvokeIsPutTogether) {
  TestJob job({1, 1});
  at::Tensor second;
  for (float fill : {1.0f, 2.0f}) {
    job.invoke([&, fill](TestJob& j) {
      if (!j.interleaver->skip(j.id("layers.1"), lang_torch::make_tensor(j.torch, at::full({1, 2, 16}, fill))))
        return Value::error();
      second = j.read("layers.1");
      return Value();
    });
  }
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_TRUE(at::equal(second, at::full({1, 2, 16}, 2.0)));
}

TEST(Interleaver, SkipValueWithOtherRowsIsRefused) {
  TestJob job({1, 1});
  job.invoke([&](TestJob& j) {
    return failed_if(!j.interleaver->skip(j.id("layers.1"), lang_torch::make_tensor(j.torch, at::ones({2, 2, 16}))));
  });
  job.invoke([&](TestJob&) { return Value(); });
  job.trace();
  EXPECT_THAT(job.error(), HasSubstr("ValueError: skip of 'layers.1' gives Tensor"));
}

TEST(Interleaver, StopServesSiblingsAtThatPlaceFirst) {
  TestJob job({1, 1, 1});
  bool sibling = false, later = false;
  job.invoke([&](TestJob& j) {
    if (!j.read("layers.1").defined()) return Value::error();
    return j.interleaver->stop();
  });
  job.invoke([&](TestJob& j) {
    sibling = j.read("layers.1").defined();
    return Value();
  });
  job.invoke([&](TestJob& j) {
    later = j.read("layers.2").defined();
    return Value();
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_TRUE(job.interleaver->stopped());
  EXPECT_TRUE(sibling);
  EXPECT_FALSE(later);
}

TEST(Interleaver, PassEndsEarlyWhenNobodyWaits) {
  TestJob job;
  job.invoke([&](TestJob& j) { return failed_if(!j.read("layers.0").defined()); });
  job.interleaver->start();
  job.interleaver->begin_pass(0, true);
  EXPECT_FALSE(job.forward(2));
  EXPECT_FALSE(job.interleaver->ended());
}

TEST(Interleaver, PassOfAJobWithoutHooksRunsToItsEnd) {
  TestJob job;
  job.invoke([&](TestJob&) { return Value(); });
  job.interleaver->start();
  job.interleaver->begin_pass(0, true);
  EXPECT_TRUE(job.forward(2));
}

TEST(Interleaver, OnlyAwaitedModulesAreArmed) {
  TestJob job;
  std::vector<uint8_t> armed;
  auto count = [&] {
    int n = 0;
    for (size_t i = 0; i < job.order.module_count(); ++i) n += job.interleaver->armed()[i] != 0;
    return n;
  };
  const int always = static_cast<int>(job.order.repeated().size());
  int during = -1;
  job.invoke([&](TestJob& j) {
    if (!j.read("layers.0").defined()) return Value::error();
    during = count();
    return failed_if(!j.read("head").defined());
  });
  job.interleaver->start();
  EXPECT_EQ(count(), always + 1);
  EXPECT_EQ(job.interleaver->armed()[job.id("layers.0")], models::kArmedOutput);
  job.interleaver->begin_pass(0, false);
  ASSERT_TRUE(job.forward(2));
  EXPECT_EQ(during, always);
  EXPECT_EQ(count(), always);
}

TEST(Interleaver, NameOfAnotherInvokeIsAwaited) {
  TestJob job({1, 1});
  lang::CellScope scope;
  lang::Ref<lang::CellObject> cell = scope.cell(job.interp, "h");
  job.interleaver->set_producer(cell.get(), 0);
  int64_t seen = 0;
  job.invoke([&](TestJob& j) {
    if (!j.read("layers.1").defined()) return Value::error();
    cell->value = Value::integer(42);
    return Value();
  });
  job.invoke([&](TestJob& j) {
    if (cell->value.is_undefined() && !j.interp.handle_unset_cell(*cell)) return Value::error();
    seen = cell->value.as_int();
    return failed_if(!j.read("layers.1").defined());  // still at that point
  });
  job.trace();
  EXPECT_EQ(job.error(), "");
  EXPECT_EQ(seen, 42);
}

TEST(Interleaver, NameThatItsProducerNeverComputesIsANameError) {
  TestJob job({1, 1});
  lang::CellScope scope;
  lang::Ref<lang::CellObject> cell = scope.cell(job.interp, "h");
  job.interleaver->set_producer(cell.get(), 0);
  job.invoke([&](TestJob& j) { return failed_if(!j.read("layers.1").defined()); });
  job.invoke([&](TestJob& j) { return failed_if(!j.interp.handle_unset_cell(*cell)); });
  job.trace();
  EXPECT_EQ(job.error(), "NameError: name 'h' is not defined in invoke 1: invoke 0 ended without computing it");
}

TEST(Interleaver, NamesThatWaitForEachOtherEndAsNameError) {
  TestJob job({1, 1});
  lang::CellScope scope;
  lang::Ref<lang::CellObject> a = scope.cell(job.interp, "a"), b = scope.cell(job.interp, "b");
  job.interleaver->set_producer(a.get(), 0);
  job.interleaver->set_producer(b.get(), 1);
  job.invoke([&](TestJob& j) { return failed_if(!j.interp.handle_unset_cell(*b)); });
  job.invoke([&](TestJob& j) { return failed_if(!j.interp.handle_unset_cell(*a)); });
  job.trace();
  EXPECT_THAT(job.error(), StartsWith("NameError: name 'b' is not defined"));
}

TEST(Interleaver, StepsFollowGenerationAndEndQuietly) {
  TestJob job;
  std::vector<float> sums;
  int after = -1;
  job.invoke([&](TestJob& j) {
    int64_t step = 0;
    int began = 0;
    while ((began = j.interleaver->begin_step(step)) == 1) {
      const at::Tensor h = j.read("layers.1");
      if (!h.defined()) return Value::error();
      sums.push_back(h.sum().item<float>());
      ++step;
    }
    after = began;
    return Value();
  });
  job.generate(4);
  EXPECT_EQ(job.error(), "");
  EXPECT_EQ(sums.size(), 4u);
  EXPECT_EQ(after, 0);
}

TEST(Interleaver, StepsMayStartLaterAndSkipSteps) {
  TestJob job;
  std::vector<int64_t> seen;
  job.invoke([&](TestJob& j) {
    for (int64_t step = 1; j.interleaver->begin_step(step) == 1; step += 2) {
      if (!j.read("head").defined()) return Value::error();
      seen.push_back(j.interleaver->step());
    }
    return Value();
  });
  job.generate(6);
  EXPECT_EQ(job.error(), "");
  EXPECT_THAT(seen, ::testing::ElementsAre(1, 3, 5));
}

TEST(Interleaver, StraightCodeRefersToTheFirstStep) {
  TestJob job;
  int64_t at_step = -1;
  job.invoke([&](TestJob& j) {
    if (!j.read("layers.2").defined()) return Value::error();
    at_step = j.interleaver->step();
    return failed_if(!j.read("layers.0").defined());
  });
  job.generate(3);
  EXPECT_EQ(at_step, 0);
  EXPECT_THAT(job.error(), StartsWith("OutOfOrderError: 'layers.0.output'"));
}

TEST(Interleaver, HookAfterGenerationIsAnError) {
  TestJob job;
  job.invoke([&](TestJob& j) {
    while (j.interleaver->begin_step(j.interleaver->step() + 1) == 1) {
    }
    return failed_if(!j.read("layers.0").defined());
  });
  job.generate(2);
  EXPECT_EQ(job.error(),
            "OutOfOrderError: 'layers.0.output' was requested but the model already ran past it: the model has finished");
}

TEST(Interleaver, CheckpointEndsThePassWhenAsked) {
  TestJob job;
  job.invoke([&](TestJob& j) { return failed_if(!j.read("head").defined()); });
  job.interleaver->start();
  job.interleaver->begin_pass(0, false);
  job.stop.requested = true;
  EXPECT_FALSE(job.forward(2));
}

TEST(Interleaver, ErrorOfOneInvokeNamesItAndEndsThePass) {
  TestJob job({1, 1});
  job.invoke([&](TestJob& j) { return failed_if(!j.read("head").defined()); });
  job.invoke([&](TestJob& j) {
    if (!j.read("layers.0").defined()) return Value::error();
    return j.interp.raise(lang::ExceptionKind::kValueError, "mine");
  });
  job.trace();
  EXPECT_EQ(job.error(), "ValueError: mine");
  EXPECT_EQ(job.interleaver->failure()->invoke, 1);
}

}  // namespace
}  // namespace interloom::interleaver
