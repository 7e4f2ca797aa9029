// ast-dump [--plain] [--flat-fstrings] [--hash] [--time] [--depth N] FILE...: one line a file: its tree as ast.dump(include_attributes=True)
// prints it, or the error as "!type|line|column|message". A name of "-" reads sources from stdin, each ended by a null byte.
//
// --plain: without positions. --hash: FNV-1a of the dump instead of the dump. --time: nothing but bytes and seconds of parse().
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "worker/lang/syntax/dump.h"
#include "worker/lang/syntax/parser.h"

namespace interloom::lang::syntax {
namespace {

struct Options {
  DumpOptions dump{true, false};
  bool hash = false, time = false;
  ParseLimits limits;
  std::vector<std::string> files;
};

struct Timing {
  size_t bytes = 0;
  double seconds = 0;
};

void print_line(std::string_view text, bool hash) {
  if (!hash) {
    std::cout << text << '\n';
    return;
  }
  uint64_t value = 0xCBF29CE484222325u;
  for (const char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001B3u;
  std::printf("%016llx\n", static_cast<unsigned long long>(value));
}

void one_source(std::string_view source, const std::string& name, const Options& options, Timing& timing) {
  const auto begin = std::chrono::steady_clock::now();
  const Parsed parsed = parse(source, name, Mode::kExec, options.limits);
  timing.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
  timing.bytes += source.size();
  if (options.time) return;
  if (parsed.ok()) {
    print_line(dump(parsed.ast, options.dump), options.hash);
    return;
  }
  std::string message = parsed.error->message;
  for (char& c : message) {
    if (c == '\n') c = ' ';
  }
  std::cout << '!' << parsed.error->type << '|' << parsed.error->line << '|' << parsed.error->column << '|' << message << '\n';
}

Options read_options(int argc, char** argv) {
  Options out;
  for (int i = 1; i < argc; ++i) {
    const std::string_view arg = argv[i];
    if (arg == "--plain") out.dump.attributes = false;
    else if (arg == "--flat-fstrings") out.dump.flat_fstrings = true;
    else if (arg == "--hash") out.hash = true;
    else if (arg == "--time") out.time = true;
    else if (arg == "--depth" && i + 1 < argc) out.limits.max_depth = std::atoi(argv[++i]);
    else out.files.emplace_back(arg);
  }
  return out;
}

}  // namespace
}  // namespace interloom::lang::syntax

int main(int argc, char** argv) {
  namespace syntax = interloom::lang::syntax;
  std::ios::sync_with_stdio(true);
  const syntax::Options options = syntax::read_options(argc, argv);
  syntax::Timing timing;
  for (const std::string& file : options.files) {
    if (file == "-") {
      for (std::string source; std::getline(std::cin, source, '\0');) syntax::one_source(source, "stdin", options, timing);
      continue;
    }
    std::ifstream in(file, std::ios::binary);
    const std::string source((std::istreambuf_iterator<char>(in)), {});
    syntax::one_source(source, file, options, timing);
  }
  if (options.time) std::printf("%zu %.6f\n", timing.bytes, timing.seconds);
  return 0;
}
