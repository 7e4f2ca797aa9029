s = {1, 2.5, "a", (1, 2), frozenset({3})}
print(1 in s, True in s, 2.5 in s, "a" in s, (1, 2) in s, {3} in s, 4 in s)
try:
    [1] in s
except TypeError as e:
    print(e)
s.discard({3})
print(len(s))
