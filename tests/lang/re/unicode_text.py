import re

text = "naïve café – Ωμέγα １２３ 中文"
print(re.findall(r"\w+", text), re.findall(r"\w+", text, re.A))
print(re.findall(r"\d+", text), re.findall("[α-ω]+", text), re.findall("(?i)ΩΜΈΓΑ", text))
m = re.search("中", text)
print(m.span(), text[m.start():], re.sub("[éï]", "*", text))
print([m.start() for m in re.finditer(r"\s", text)])
print(re.fullmatch("(?i)ſtraſſe", "STRASSE") is not None, re.match("(?i)K", "\u212a") is not None)
