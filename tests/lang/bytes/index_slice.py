b = b"hello"
print(b[0], b[-1], b[1:3], b[::-1], b[::2], b[10:], list(b), len(b), b[:], b[3:1])
for k in [5, -6, "a", 1.0, None, 10 ** 30]:
    try:
        print(b[k])
    except Exception as e:
        print(type(e).__name__, e)
for f in ["b[0] = 1", "del b[0]"]:
    try:
        exec(f)
    except TypeError as e:
        print(e)
