import re

print(re.split(r"[,;]\s*", "a, b;c,d"))
print(re.split(r"([,;])", "a,b;c"))
print(re.split(r"(x)|(y)", "1x2y3"))
print(re.split("", "abc"), re.split(r"\b", "hi there"))
print(re.split(",", "a,b,c,d", maxsplit=2))
