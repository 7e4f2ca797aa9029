from collections import deque
d = deque("abc")
d.extend("de")
d.extendleft("xy")
print(d, d.index("a"), d.index("e", 3), d.count("x"))
d.insert(2, "NEW")
d.insert(-1, "END")
d.insert(100, "last")
d.insert(-100, "first")
print(d)
d.extend(d)
print(len(d))
for f in (lambda: d.index("zz"), lambda: d.index("a", 0, 1), lambda: d.remove("zz"), lambda: d.insert("a", 1), lambda: d.insert(1), lambda: d.extend(5)):
    try:
        f()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
