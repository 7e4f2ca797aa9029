a, b = {1, 2}, {2, 3}
print(a | b, a.union(b), a.union([5], (6,), {7: 8}, range(2)), a.union())
a |= b
print(a)
try:
    a | [1]
except TypeError as e:
    print(e)
try:
    a |= [1]
except TypeError as e:
    print(e)
try:
    a.union(1)
except TypeError as e:
    print(e)
