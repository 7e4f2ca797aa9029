import re

text = "aZ_09-]^\\ \t."
for s in [r"[\w-]", r"[]a]", r"[^]a]", r"[a\-z]", r"[\]\\]", r"[^\s\w]", r"[.]", r"[a-]", r"[\t ]", r"[\x30-\x39]", r"[\u005e]", "[^^]"]:
    print(s, re.findall(s, text))
