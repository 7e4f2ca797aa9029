s = slice([1], (2,), {"k": 3})
print(s, s.start, s.stop, s.step)
def parts(s):
    return s.start, s.stop, s.step
print(*map(parts, (slice(1), slice(1, 2), slice(1, 2, 3))), isinstance(s, slice))
