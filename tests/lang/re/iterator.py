import re

it = re.finditer("a", "aba")
print(iter(it) is it, next(it).span(), next(it).span())
try:
    next(it)
except StopIteration:
    print("end")
print(list(it), [m.group() for m in re.finditer("x?", "ax")])
