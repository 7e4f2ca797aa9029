// The native module `_re`: what re.py stands on. Flags are ints everywhere (I=2 L=4 M=8 S=16 U=32 X=64 DEBUG=128 A=256).
//
//   compile(pattern, flags=0)  str, bytes or Pattern -> Pattern, cached; flags: an int (or an IntFlag). A Pattern with flags is
//                              ValueError "cannot process flags argument with a compiled pattern"
//   match search fullmatch (pattern, string, flags=0)        findall finditer (pattern, string, flags=0)
//   split(pattern, string, maxsplit=0, flags=0)              sub subn (pattern, repl, string, count=0, flags=0)
//                              re's module functions whole (native, so that a call costs one call); re.py may re-export them
//   escape(pattern)  purge()
//   set_error_class(cls)       compile errors are raised as cls(msg, pattern, pos); pattern and pos None when CPython has none.
//                              The class makes the text ("msg at position N (line L, column C)") and the attributes msg, pattern,
//                              pos, lineno, colno. Before it is set, errors are ValueError(msg).
//   Pattern, Match             the types
// OverflowError and ValueError are raised as CPython raises them.
// Pattern.flags is an int as CPython's; pattern.scanner is not there. Match has re, string, pos, endpos, lastindex, lastgroup,
// regs, group, groups, groupdict, start, end, span, expand, __getitem__.
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kReModule;

}  // namespace interloom::lang::modules
