import re

text = "The year 1999 and the year 2024."
print(re.search(r"\d{4}", text).group(), re.search(r"\d{4}", text).span())
print(re.match(r"\d", text), re.match(r"The", text))
print(re.fullmatch(r"[\w\s.]+", text) is not None, re.fullmatch(r"\w+", text))
for m in re.finditer(r"(?P<word>year) (?P<n>\d+)", text):
    print(m.group("word"), m["n"], m.start("n"), m.end(), m.groupdict(), m.lastgroup, m.lastindex)
