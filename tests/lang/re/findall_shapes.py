import re

print(re.findall(r"\w+", "one two  three"))
print(re.findall(r"(\w)(\d)?", "a1b c2"))
print(re.findall(r"(a)|(b)", "abc"))
print(re.findall(r"", "ab"))
print(re.findall(rb"\d+", b"1 22 333"))
