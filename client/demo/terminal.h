// Text for a terminal: colours where they are welcome, bars, cells that line up whatever script they hold.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace interloom::demo {

class Terminal {
 public:
  Terminal();
  bool live() const { return live_; }  // a terminal that can be redrawn
  int columns() const;

  std::string bold(std::string_view text) const { return paint("1", text); }
  std::string dim(std::string_view text) const { return paint("2", text); }
  std::string good(std::string_view text) const { return paint("32", text); }
  std::string hot(std::string_view text) const { return paint("35", text); }
  std::string cool(std::string_view text) const { return paint("36", text); }

  // `part` of `cells` filled, rounded; the rest is blank.
  std::string bar(double part, int cells) const;
  const char* arrow() const { return utf8_ ? "→" : "->"; }

 private:
  std::string paint(const char* code, std::string_view text) const;
  bool live_, colors_, utf8_;
};

// Cells that the text takes: wide scripts count two, combining marks none.
int cell_width(std::string_view text);
// Blank up to `cells`, or cut with "~".
std::string fit(std::string_view text, int cells);
// A token as seen in a table: without its leading space, control characters and newlines as "\n".
std::string visible_token(std::string_view token);
// Lines of at most `cells`, broken at spaces where possible.
std::vector<std::string> wrap(std::string_view text, int cells);

}  // namespace interloom::demo
