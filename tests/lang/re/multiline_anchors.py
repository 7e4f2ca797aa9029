import re

text = "first\nsecond line\n\nlast"
print(re.findall(r"^\w+", text, re.M), re.findall(r"\w+$", text, re.M), re.findall(r"^$", text, re.M))
print(re.findall(r"\A\w+", text, re.M), re.findall(r"\w+\Z", text, re.M), re.sub("(?m)^", "> ", text))
