// The native module `_random`: MT19937 with CPython's streams. random.py derives Random from `_random.Random`:
//
//   class Random(_random.Random)   construct with any arguments; __init__ is the subclass's (call self.seed(x) there)
//   seed(a=None, version=2)        None: from the job's own seed and how far the job has run, never from the OS. int of any size
//                                  (its absolute value), float by hash, str/bytes/bytearray by SHA-512 (version 2) or the old
//                                  text hash (version 1); other types: CPython's TypeError. Does not touch gauss_next.
//   random()  getrandbits(k)       as CPython's
//   getstate() -> tuple of 625 ints, setstate(that tuple): random.py wraps them as (3, state, gauss_next)
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kRandomModule;

}  // namespace interloom::lang::modules
