import re

print(re.sub(r"(\w+) (\w+)", r"\2 \1", "hello world, good day"))
print(re.sub(r"(?P<a>\d)", r"<\g<a>\g<0>\g<1>0>", "1a2"))
print(re.sub("a", r"\n\t\\x", "banana"))
print(re.sub("", "-", "abc"), re.sub("x*", "-", "abxd"))
print(re.subn("[ab]", "", "aabbc"), re.sub("a", "b", "aaaa", count=2))
print(re.sub("(a)?b", r"[\1]", "ab b"))
