import re

print(re.findall(r"(\w)\1", "aabbcdd"), re.search(r"(?P<w>\w+) (?P=w)", "the the cat").group())
print(re.search(r"(?i)(a)\1", "aA").group(), re.match(r"(a)?\1b", "b"), re.match(r"(.)(.)\2\1", "abba").groups())
print(re.sub(r"(.)\1+", r"\1", "aaabbbccd"))
