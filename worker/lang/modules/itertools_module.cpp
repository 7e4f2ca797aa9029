#include "worker/lang/modules/itertools_module.h"

#include "worker/lang/function.h"
#include "worker/lang/modules/itertools.h"

namespace interloom::lang::modules {
namespace {

bool init(Interpreter& interp, ModuleObject& module) {
  for (const Type* type :
       {&kAccumulateType, &kChainType, &kCombinationsType, &kCombinationsWithReplacementType, &kCompressType, &kCountType,
        &kCycleType, &kDropWhileType, &kFilterFalseType, &kGroupByType, &kSliceIteratorType, &kPairwiseType, &kPermutationsType,
        &kProductType, &kRepeatType, &kStarMapType, &kTakeWhileType, &kTeeType, &kZipLongestType}) {
    module.add(interp, type->name, interp.type_object(*type));
  }
  module.add(interp, "tee", native_function(interp.heap(), "tee", tee));
  return true;
}

}  // namespace

bool expect_arguments(Interpreter& interp, const Type& type, const Type& exact, const Args& args, uint32_t n) {
  if (!no_keywords_unless(interp, type, exact, "__init__", args)) return false;
  if (args.size() == n) return true;
  interp.raise(ExceptionKind::kTypeError, exact.name, " expected ", n, n == 1 ? " argument" : " arguments", ", got ",
               args.size());
  return false;
}

const NativeModule kItertoolsModule = {"itertools", init};

}  // namespace interloom::lang::modules
