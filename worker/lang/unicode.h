// Properties and case mappings of code points, as CPython 3.11's str has them (Unicode 14).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace interloom::lang {

// str.isprintable of one code point: what repr shows as it is.
bool is_printable(uint32_t code_point);
// str.isspace, and so on.
bool is_space(uint32_t code_point);
bool is_alpha(uint32_t code_point);
bool is_decimal(uint32_t code_point);
bool is_digit(uint32_t code_point);
bool is_numeric(uint32_t code_point);
bool is_alnum(uint32_t code_point);
bool is_lower(uint32_t code_point);
bool is_upper(uint32_t code_point);
bool is_title(uint32_t code_point);
bool is_cased(uint32_t code_point);
bool is_case_ignorable(uint32_t code_point);
bool is_identifier_start(uint32_t code_point);
bool is_identifier_part(uint32_t code_point);
bool is_identifier(std::string_view utf8);
// 0 to 9 for a decimal digit of any script, -1 otherwise.
int decimal_digit(uint32_t code_point);

// Full case mappings of one code point, appended. What Σ becomes at the end of a word is the caller's concern.
void append_lower(std::string& out, uint32_t code_point);
void append_upper(std::string& out, uint32_t code_point);
void append_title(std::string& out, uint32_t code_point);
void append_folded(std::string& out, uint32_t code_point);

}  // namespace interloom::lang
