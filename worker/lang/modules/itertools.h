// The types of itertools and what their files share. An iterator charges a step for each item that it gives or passes over, so
// that an endless one ends with the job's budget.
#pragma once

#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/containers.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/native_help.h"
#include "worker/lang/protocol.h"

namespace interloom::lang::modules {

// itertools_endless.cpp
extern const Type kCountType, kCycleType, kRepeatType;
// itertools_choice.cpp
extern const Type kCompressType, kDropWhileType, kFilterFalseType, kTakeWhileType, kSliceIteratorType;
// itertools_joining.cpp
extern const Type kAccumulateType, kChainType, kPairwiseType, kStarMapType, kZipLongestType;
// itertools_shared.cpp
extern const Type kGroupByType, kTeeType;
Value tee(Interpreter& interp, const Args& args);
// itertools_products.cpp
extern const Type kProductType, kPermutationsType, kCombinationsType, kCombinationsWithReplacementType;

// The next item of an iterator inside another: nesting ends in RecursionError, items are charged for.
inline Value next_item(Interpreter& interp, const Value& iterator) {
  if (!interp.check_native_stack() || !interp.charge_steps(1)) return Value::error();
  return iter_next(interp, Value(iterator));
}

// Exactly n arguments; keywords only for a class of user code. False: "cycle expected 1 argument, got 0".
bool expect_arguments(Interpreter& interp, const Type& type, const Type& exact, const Args& args, uint32_t n);

// `name` with the module: "itertools.count".
template <class T>
constexpr Type iterator_type(const char* name, Value (*next)(Interpreter&, Object*),
                             Value (*construct)(Interpreter&, const Type&, const Args&), const Method* methods = nullptr) {
  return {.name = name + std::string_view("itertools.").size(),
          .module = "itertools",
          .basic_size = sizeof(T),
          .destroy = destroy_as<T>,
          .iter = iter_itself,
          .next = next,
          .construct = construct,
          .methods = methods,
          .message_name = name};
}

}  // namespace interloom::lang::modules
