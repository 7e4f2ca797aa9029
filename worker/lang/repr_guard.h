// ReprGuard: marks an object whose repr is being made, so that a container inside itself prints "[...]".
#pragma once

#include "worker/lang/object.h"

namespace interloom::lang {

class ReprGuard {
 public:
  explicit ReprGuard(Object* object) : object_(object), running_((object->flags & kReprRunning) != 0) {
    object->flags |= kReprRunning;
  }
  ~ReprGuard() {
    if (!running_) object_->flags &= ~kReprRunning;
  }
  ReprGuard(const ReprGuard&) = delete;
  bool running() const { return running_; }

 private:
  Object* object_;
  bool running_;
};

}  // namespace interloom::lang
