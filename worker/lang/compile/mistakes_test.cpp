// testdata/mistakes.txt: a source (with \n for line ends), then what CPython 3.11's compile() says: message, line, column;
// "ok" when it has nothing to say. Async code and what 3.12 and later accept or say better are not in it.
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "worker/lang/compile/source_compiler.h"

namespace interloom::lang::compile {
namespace {

struct Mistake {
  std::string source, expected;
};

std::vector<Mistake> mistakes() {
  std::ifstream in(std::string(INTERLOOM_SOURCE_DIR) + "/worker/lang/compile/testdata/mistakes.txt");
  std::vector<Mistake> out;
  for (std::string line; std::getline(in, line);) {
    const size_t tab = line.find('\t');
    std::string source;
    for (size_t i = 0; i < tab; ++i) {
      const bool end = line.compare(i, 2, "\\n") == 0;
      source += end ? '\n' : line[i];
      i += end;
    }
    out.push_back({source + "\n", line.substr(tab + 1)});
  }
  return out;
}

TEST(Mistakes, AreSaidAsCPythonSaysThem) {
  const auto all = mistakes();
  ASSERT_GT(all.size(), 100u);
  for (const Mistake& mistake : all) {
    const Compiled compiled = SourceCompiler().compile(mistake.source, "<test>", CompileMode::kModule);
    std::string said = "ok\t0\t0";
    if (!compiled.code) {
      const CompileError& error = *compiled.error;
      said = error.message + "\t" + std::to_string(error.line) + "\t" + std::to_string(error.column);
    }
    EXPECT_EQ(said, mistake.expected) << mistake.source;
  }
}

}  // namespace
}  // namespace interloom::lang::compile
