import re

text = "word " * 20000 + "éé " * 5000
print(len(re.findall(r"\w+", text)), len(re.sub(r"\s+", "", text)), sum(m.end() - m.start() for m in re.finditer("é+", text)))
print(re.search("zzz", text), re.search(r"(?:word )+", text).end(), len(re.split(" ", text)))
