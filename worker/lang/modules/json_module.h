// The native module `_json`: the scanner and the encoder under json/*.py.
//
//   scan(s, idx, strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant) -> (value, end)
//                            One JSON value at idx (no space before it is skipped, as scan_once; JSONDecoder.decode skips spaces with
//                            skip_space). Hooks and parsers are None or callables; None parse_float/int/constant: float, int, NaN and
//                            infinities. "Expecting value" comes from here too (no StopIteration).
//   skip_space(s, idx) -> int   the first index at or after idx that is no JSON white space
//   scanstring(s, end, strict=True) -> (str, end)      json.decoder.scanstring: `end` is behind the opening quote
//   encode(obj, skipkeys, ensure_ascii, check_circular, allow_nan, indent, item_separator, key_separator, default, sort_keys) -> str
//                            indent: None, an int or a str. default: None (TypeError "Object of type X is not JSON serializable")
//                            or a callable
//   encode_basestring(s) -> str     encode_basestring_ascii(s) -> str
//   set_error_class(cls)     decoding errors are raised as cls(msg, doc, pos). Before it is set: ValueError(msg)
// Nesting deeper than the job's max_depth is CPython's RecursionError.
#pragma once

#include "worker/lang/module.h"

namespace interloom::lang::modules {

extern const NativeModule kJsonModule;

}  // namespace interloom::lang::modules
