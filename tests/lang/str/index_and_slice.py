s = "aé€\U0001f600z"
print([s[i] for i in range(-5, 5)], len(s))
for sl in [slice(None), slice(1, 3), slice(None, None, -1), slice(-2, None), slice(0, 100, 2), slice(4, 0, -2), slice(3, 1)]:
    print(sl, repr(s[sl]))
for bad in [5, -6, "a", 1.0, None, slice("a"), slice(0, 1, 0), 10 ** 30]:
    try:
        print(s[bad])
    except Exception as e:
        print(type(e).__name__, e)
