import re

a = re.compile("x+")
print(a is re.compile("x+"), a is re.compile("x+", re.I))
re.purge()
print(a == re.compile("x+"))
