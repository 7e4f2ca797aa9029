// The native module `_functools`: what functools.py stands on.
//
//   partial            with func, args, keywords, other attributes
//   reduce, cmp_to_key
//   lru_cache          functools.lru_cache whole: a decorator with or without arguments; what it makes looks like what it wraps
//                      and has cache_info (a functools._CacheInfo), cache_clear and cache_parameters
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kFunctoolsModule;

}  // namespace interloom::lang::modules
