import re

try:
    re.compile("ab\ncd\n(ef")
except re.error as e:
    print(e, e.lineno, e.colno)
try:
    re.compile(b"a\n[")
except re.error as e:
    print(e, e.pattern)
re.compile("(unclosed")
