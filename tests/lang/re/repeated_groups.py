import re

print(re.match(r"(?:(a)|(b))*", "abab").groups(), re.match(r"(a|b)*", "abab").groups())
print(re.match(r"((\w)(\d)?)+", "a1b").groups(), re.match(r"(a*)*", "aa").groups(), re.match(r"(|a)+", "aa").groups())
print(re.match(r"(?:(x)|(y)|z){3}", "xyz").groups(), re.match(r"(a{2}){2}", "aaaa").span(1))
