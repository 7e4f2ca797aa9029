a, b = {"x": 1, "y": 2}, {"y": 3, "z": 4}
print(a | b, b | a, a)
a |= b
print(a)
a |= [("q", 1)]
print(a)
try:
    a | [("q", 1)]
except TypeError as e:
    print(e)
try:
    [] | a
except TypeError as e:
    print(e)
