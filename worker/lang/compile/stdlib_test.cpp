// Every file of this machine's CPython library compiles: CodeBuilder's stack check holds for all of it.
#include <gtest/gtest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "worker/lang/compile/source_compiler.h"

namespace interloom::lang::compile {
namespace {

std::string library_folder() {
  std::string out;
  if (FILE* pipe = popen("python3 -c 'import sysconfig; print(sysconfig.get_path(\"stdlib\"))' 2>/dev/null", "r")) {
    char buffer[512];
    while (fgets(buffer, sizeof buffer, pipe)) out += buffer;
    pclose(pipe);
  }
  while (!out.empty() && out.back() == '\n') out.pop_back();
  return out;
}

// Async code is refused, and so are encodings other than UTF-8; CPython's own tests hold bad syntax on purpose.
bool expected(const CompileError& error, const std::string& path) {
  return error.message.find("not supported by Interloom") != std::string::npos ||
         error.message.find("unknown encoding") != std::string::npos || path.find("/bad") != std::string::npos ||
         path.find("/lib2to3/tests/") != std::string::npos;
}

TEST(StandardLibrary, Compiles) {
  const std::string folder = library_folder();
  if (folder.empty() || !std::filesystem::is_directory(folder)) GTEST_SKIP() << "no CPython here";
  size_t files = 0, refused = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() != ".py" || entry.path().string().find("-packages") != std::string::npos) continue;
    std::ifstream in(entry.path());
    std::stringstream text;
    text << in.rdbuf();
    const Compiled compiled = SourceCompiler().compile(text.str(), entry.path().filename().string(), CompileMode::kModule);
    ++files;
    if (compiled.code) continue;
    ++refused;
    EXPECT_TRUE(expected(*compiled.error, entry.path().string()))
        << entry.path() << ":" << compiled.error->line << ": " << compiled.error->type << ": " << compiled.error->message;
  }
  EXPECT_GT(files, refused * 2);
}

}  // namespace
}  // namespace interloom::lang::compile
