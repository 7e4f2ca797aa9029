#include "worker/lang/unicode.h"

#include <algorithm>
#include <iterator>

#include "worker/lang/str.h"
#include "worker/lang/unicode_tables.h"

namespace interloom::lang {
namespace {

const UnicodeRecord& record_of(uint32_t c) {
  const uint32_t block = std::min<uint32_t>(c >> kBlockShift, std::size(kBlocks) - 1);
  const uint32_t within = c & ((1u << kBlockShift) - 1);
  return kRecords[kRecordNumbers[(uint32_t{kBlocks[block]} << kBlockShift) + within]];
}

bool has(uint32_t c, int flags) { return (record_of(c).flags & flags) != 0; }

void append_mapped(std::string& out, uint32_t c, int32_t mapping) {
  if (mapping < kSpecialMapping) return append_utf8(out, c + static_cast<uint32_t>(mapping));
  const uint16_t* entry = kMappings + (mapping - kSpecialMapping);
  for (int i = 1; i <= entry[0]; ++i) append_utf8(out, entry[i]);
}

}  // namespace

bool is_printable(uint32_t c) { return c < 0x7F ? c >= 0x20 : has(c, kPrintable); }

bool is_space(uint32_t c) {
  if (c < 0x80) return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
  return has(c, kSpace);
}

bool is_alpha(uint32_t c) { return has(c, kAlpha); }
bool is_decimal(uint32_t c) { return has(c, kDecimal); }
bool is_digit(uint32_t c) { return has(c, kDigit); }
bool is_numeric(uint32_t c) { return has(c, kNumeric); }
bool is_alnum(uint32_t c) { return has(c, kAlpha | kDecimal | kDigit | kNumeric); }
bool is_lower(uint32_t c) { return has(c, kLower); }
bool is_upper(uint32_t c) { return has(c, kUpper); }
bool is_title(uint32_t c) { return has(c, kTitle); }
bool is_cased(uint32_t c) { return has(c, kCased); }
bool is_case_ignorable(uint32_t c) { return has(c, kCaseIgnorable); }
bool is_identifier_start(uint32_t c) { return has(c, kIdStart); }
bool is_identifier_part(uint32_t c) { return has(c, kIdContinue); }

bool is_identifier(std::string_view utf8) {
  size_t pos = 0;
  if (utf8.empty() || !is_identifier_start(next_code_point(utf8, &pos))) return false;
  while (pos < utf8.size()) {
    if (!is_identifier_part(next_code_point(utf8, &pos))) return false;
  }
  return true;
}

int decimal_digit(uint32_t c) {
  if (c < 0x80) return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  const UnicodeRecord& record = record_of(c);
  return record.flags & kDecimal ? record.digit : -1;
}

void append_lower(std::string& out, uint32_t c) { append_mapped(out, c, record_of(c).lower); }
void append_upper(std::string& out, uint32_t c) { append_mapped(out, c, record_of(c).upper); }
void append_title(std::string& out, uint32_t c) { append_mapped(out, c, record_of(c).title); }
void append_folded(std::string& out, uint32_t c) { append_mapped(out, c, record_of(c).fold); }

}  // namespace interloom::lang
