import re

print(re.findall(r"\w+(?=,)", "a, b, c"), re.findall(r"(?<!\d)\d{2}(?!\d)", "12 345 67"))
print(re.findall(r"(?<=\$)\d+", "$5 6 $70"), re.sub(r"(?<=\d)(?=(\d{3})+$)", ",", "1234567"))
print(re.search(r"(?=(a+))\1b", "aaab").groups(), re.search(r"(?!.*z)x", "xyz"), re.match(r"(?!)", ""))
