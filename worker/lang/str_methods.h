// The methods of str, by topic: each str_*.cpp has those it names. Internal to lang.
#pragma once

#include <string_view>

#include "worker/lang/args.h"
#include "worker/lang/interpreter.h"
#include "worker/lang/str.h"

namespace interloom::lang {

inline StrObject& str_self(const Value& self) { return *static_cast<StrObject*>(self.object()); }
// A method's result that equals its str: itself, as an exact str.
Value same_str(Interpreter& interp, const Value& self);
// A str of a class: exact, or an instance of a class derived from str.
Value make_str_of(Interpreter& interp, const Type& type, const StrObject& text);
// Moves *pos, which is not 0, back to the start of the code point before it.
inline void step_back(std::string_view text, size_t* pos) {
  do --*pos;
  while (*pos > 0 && (static_cast<unsigned char>(text[*pos]) & 0xC0) == 0x80);
}

#define IL_STR_METHOD(name) Value str_##name(Interpreter& interp, const Value& self, const Args& args)
// str_search.cpp
IL_STR_METHOD(find);
IL_STR_METHOD(rfind);
IL_STR_METHOD(index);
IL_STR_METHOD(rindex);
IL_STR_METHOD(count);
IL_STR_METHOD(startswith);
IL_STR_METHOD(endswith);
IL_STR_METHOD(replace);
IL_STR_METHOD(partition);
IL_STR_METHOD(rpartition);
IL_STR_METHOD(removeprefix);
IL_STR_METHOD(removesuffix);
// str_split.cpp
IL_STR_METHOD(split);
IL_STR_METHOD(rsplit);
IL_STR_METHOD(splitlines);
IL_STR_METHOD(strip);
IL_STR_METHOD(lstrip);
IL_STR_METHOD(rstrip);
IL_STR_METHOD(join);
// str_case.cpp
IL_STR_METHOD(lower);
IL_STR_METHOD(upper);
IL_STR_METHOD(title);
IL_STR_METHOD(capitalize);
IL_STR_METHOD(swapcase);
IL_STR_METHOD(casefold);
// str_predicates.cpp
IL_STR_METHOD(isalnum);
IL_STR_METHOD(isalpha);
IL_STR_METHOD(isascii);
IL_STR_METHOD(isdecimal);
IL_STR_METHOD(isdigit);
IL_STR_METHOD(isidentifier);
IL_STR_METHOD(islower);
IL_STR_METHOD(isnumeric);
IL_STR_METHOD(isprintable);
IL_STR_METHOD(isspace);
IL_STR_METHOD(istitle);
IL_STR_METHOD(isupper);
// str_layout.cpp
IL_STR_METHOD(center);
IL_STR_METHOD(ljust);
IL_STR_METHOD(rjust);
IL_STR_METHOD(zfill);
IL_STR_METHOD(expandtabs);
IL_STR_METHOD(translate);
IL_STR_METHOD(maketrans);
#undef IL_STR_METHOD

}  // namespace interloom::lang
