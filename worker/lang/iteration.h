// enumerate and zip.
#pragma once

#include "worker/lang/object.h"

namespace interloom::lang {

extern const Type kEnumerateType, kZipType;

}  // namespace interloom::lang
