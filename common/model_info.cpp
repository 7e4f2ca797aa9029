#include "common/model_info.h"

#include <iterator>
#include <string_view>

namespace interloom {

namespace {

// The text with every line but the first moved in by two, as torch's _addindent does.
std::string indented(const std::string& text) {
  std::string out;
  for (const char c : text) out += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return out;
}

std::string_view last_name(std::string_view path) {
  const size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

struct Line {
  std::string_view name;
  std::string text;
};

// ModuleList: equal neighbours become one line, "(0-3): 4 x GPT2Block(…)".
std::vector<std::string> list_lines(const std::vector<Line>& children) {
  std::vector<std::string> lines;
  for (size_t i = 0; i < children.size();) {
    size_t end = i + 1;
    while (end < children.size() && children[end].text == children[i].text) ++end;
    const std::string from(children[i].name), to(children[end - 1].name);
    const std::string range = end - i == 1 ? "(" + from + "): " : "(" + from + "-" + to + "): " + std::to_string(end - i) + " x ";
    lines.push_back(range + children[i].text);
    i = end;
  }
  return lines;
}

std::string format_node(const ModuleNode& node, const std::vector<Line>& children) {
  std::vector<std::string> lines;
  if (node.class_name == "ModuleList")
    lines = list_lines(children);
  else
    for (const Line& child : children) lines.push_back("(" + std::string(child.name) + "): " + child.text);
  std::string out = node.class_name + "(";
  if (lines.empty()) return out + node.extra + ")";
  if (!node.extra.empty()) out += "\n  " + node.extra;
  for (const std::string& line : lines) out += "\n  " + indented(line);
  return out + "\n)";
}

}  // namespace

std::string format_module_tree(const std::vector<ModuleNode>& modules) {
  if (modules.empty()) return "";
  // Children come after their parent, so from the back every node's children are done before it.
  std::vector<std::vector<Line>> children(modules.size());
  for (size_t i = modules.size(); i-- > 1;) {
    std::vector<Line>& own = children[i];
    const std::vector<Line> ordered(std::make_move_iterator(own.rbegin()), std::make_move_iterator(own.rend()));
    own = {};
    const size_t parent =
        modules[i].parent >= 0 && static_cast<size_t>(modules[i].parent) < i ? static_cast<size_t>(modules[i].parent) : 0;
    children[parent].push_back({last_name(modules[i].path), format_node(modules[i], ordered)});
  }
  const std::vector<Line> top(children[0].rbegin(), children[0].rend());
  return format_node(modules[0], top);
}

}  // namespace interloom
