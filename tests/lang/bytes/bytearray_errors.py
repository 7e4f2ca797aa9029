a = bytearray(b"abc")
for f in [lambda: a.append(256), lambda: a.append("a"), lambda: a.extend("ab"), lambda: a.extend(5), lambda: a.pop(9), lambda: bytearray().pop(), lambda: a.remove(200), lambda: a.insert("a", 1), lambda: a.__setitem__(0, 256), lambda: a.__setitem__(0, "a"), lambda: a.__setitem__(9, 1), lambda: a.__setitem__(slice(0, 1), 5), lambda: a.__setitem__(slice(0, 3, 2), b"abc"), lambda: a.__delitem__(9), lambda: a["a"], lambda: a.extend([300])]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
print(a)
