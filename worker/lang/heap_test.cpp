#include "worker/lang/heap.h"

#include <gtest/gtest.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "worker/lang/containers.h"
#include "worker/lang/function.h"
#include "worker/lang/interpreter.h"

namespace interloom::lang {
namespace {

constexpr uint64_t kMiB = 1 << 20;

// An object that owns something outside the heap, as a tensor does.
struct OutsideObject : Object {
  OutsideObject(std::shared_ptr<int> thing, Value other) : outside(std::move(thing)), inside(std::move(other)) {}
  std::shared_ptr<int> outside;
  Value inside;
  static const Type kType;
};
const Type OutsideObject::kType = {
    .name = "outside",
    .destroy = [](Heap&, Object* self) { static_cast<OutsideObject*>(self)->~OutsideObject(); },
    .owns_external = true,
};

TEST(Heap, ReleasesMemoryOfDroppedObjects) {
  Heap heap(64 * kMiB);
  {
    auto list = make_list(heap);
    for (int i = 0; i < 100'000; ++i) list->append(str_value(heap, "some text that needs a cell of its own"));
    EXPECT_GT(heap.used(), 5 * kMiB);
    EXPECT_EQ(heap.live_objects(), 100'001u);
  }
  EXPECT_EQ(heap.live_objects(), 0u);
  EXPECT_LE(heap.used(), 16 * Heap::kSlabBytes);  // one current slab a size class may stay: the list's buffers grew through many
}

TEST(Heap, RandomSizesKeepTheirContents) {
  Heap heap(256 * kMiB);
  std::mt19937 random(7);
  std::vector<std::pair<Value, std::string>> kept;
  for (int i = 0; i < 20'000; ++i) {
    const std::string text(random() % (random() % 20 == 0 ? 100'000 : 300), static_cast<char>('a' + i % 26));
    kept.emplace_back(str_value(heap, text), text);
    if (random() % 2) {
      std::swap(kept[random() % kept.size()], kept.back());
      kept.pop_back();
    }
  }
  for (const auto& [value, text] : kept) ASSERT_EQ(value.as<StrObject>()->view(), text);
}

TEST(Heap, OverQuotaThrowsAndStaysUsable) {
  Heap heap(kMiB);
  EXPECT_THROW(make_str(heap, std::string(2 * kMiB, 'x')), BudgetStop);
  EXPECT_TRUE(heap.exhausted());
  EXPECT_THROW(
      {
        auto list = make_list(heap);
        while (true) list->append(str_value(heap, "0123456789012345"));
      },
      BudgetStop);
  EXPECT_EQ(heap.live_objects(), 0u);
  EXPECT_LE(heap.peak(), heap.quota());
  EXPECT_EQ(make_str(heap, "fine")->view(), "fine");
}

TEST(Heap, ExternalMemoryCountsAgainstTheQuota) {
  Heap heap(kMiB);
  heap.charge(kMiB - 100);
  EXPECT_FALSE(heap.fits(101));
  EXPECT_THROW(heap.charge(101), BudgetStop);
  EXPECT_EQ(heap.used(), kMiB - 100);
  heap.release(kMiB - 100);
  EXPECT_EQ(heap.used(), 0u);
}

TEST(Heap, HugeSizesAreRefusedWithoutOverflow) {
  Heap heap(UINT64_MAX);
  EXPECT_EQ(heap.quota(), Heap::kMaxQuota);
  EXPECT_THROW(make_tuple(heap, UINT64_MAX / 8), BudgetStop);
  auto list = make_list(heap);
  EXPECT_THROW(list->reserve(UINT64_MAX), BudgetStop);
  EXPECT_THROW(heap.allocate_raw(UINT64_MAX - 8), BudgetStop);
}

TEST(Heap, CyclesGoWithTheHeap) {
  auto outside = std::make_shared<int>(1);
  {
    Heap heap(16 * kMiB);
    for (int i = 0; i < 1000; ++i) {
      auto list = make_list(heap);
      list->append(Value::share(list.get()));  // never freed by counting
      list->append(Value::object(heap.make<OutsideObject>(outside, Value::share(list.get()))));
    }
    EXPECT_EQ(outside.use_count(), 1001);
  }
  EXPECT_EQ(outside.use_count(), 1);
}

TEST(Heap, ExternalsOfLargeObjectsAndClosuresGoWithTheHeap) {
  auto outside = std::make_shared<int>(1);
  {
    Heap heap(16 * kMiB);
    auto big = make_tuple(heap, 5000);  // a block of its own
    big->items()[0] =
        native_closure(heap, "f", [outside, keep = Value::share(big.get())](Interpreter&, const Args&) { return keep; });
    big.release();
    EXPECT_EQ(outside.use_count(), 2);
  }
  EXPECT_EQ(outside.use_count(), 1);
}

TEST(Heap, DeepNestingIsFreedWithoutDeepRecursion) {
  Heap heap(1024 * kMiB);
  Value nested = Value::none();
  for (int i = 0; i < 1'000'000; ++i) {
    auto list = make_list(heap);
    list->append(std::move(nested));
    nested = Value::object(std::move(list));
  }
  nested = Value();
  EXPECT_EQ(heap.live_objects(), 0u);
}

TEST(Heap, ConstructorThatThrowsLeavesNothing) {
  struct Thrower : Object {
    explicit Thrower(int) { throw 1; }
  };
  struct Typed : Thrower {
    using Thrower::Thrower;
  };
  static const Type type = {.name = "thrower"};
  Heap heap(kMiB);
  EXPECT_THROW(heap.make_typed<Typed>(type, 1), int);
  EXPECT_EQ(heap.live_objects(), 0u);
}

TEST(Heap, ManySmallHeapsComeAndGo) {
  SlabPool pool(8);
  for (int i = 0; i < 1000; ++i) {
    InterpreterOptions options;
    options.slabs = i % 2 ? &pool : nullptr;
    Interpreter interp(options);
    ASSERT_LT(interp.heap().used(), kMiB);
  }
}

}  // namespace
}  // namespace interloom::lang
