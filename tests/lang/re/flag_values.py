import re

print(int(re.I), int(re.M), int(re.S), int(re.X), int(re.A), int(re.U), int(re.L))
print(re.I | re.M, re.IGNORECASE == re.I)
print(re.compile("a", re.I | re.S))
print(re.compile("a", re.VERBOSE | re.ASCII), re.compile(b"b", re.M), re.compile("c"))
