s = {5, 3, 9, 1}
while s:
    print(s.pop(), s)
try:
    s.pop()
except KeyError as e:
    print(repr(e))
