import re

s = "abc"
print(re.sub("x", "y", s) is s, re.sub("x", "y", s), re.subn("x", "y", ""), re.split("x", s))
