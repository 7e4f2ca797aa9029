s = set()
s.update([1, 2], (3,), {4: 5}, range(6, 8), "a")
print(len(s), s - {"a"})
s.update()
print(len(s))
try:
    s.update([9], 5)
except TypeError as e:
    print(e, 9 in s)
