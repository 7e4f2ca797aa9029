import copy
import re

p = re.compile("a(b)")
m = p.match("ab")
print(copy.copy(p) is p, copy.deepcopy(p) is p, copy.copy(m) is m, copy.deepcopy(m) is m)
print(isinstance(p, re.Pattern), isinstance(m, re.Match), {p: 1}[re.compile("a(b)")])
