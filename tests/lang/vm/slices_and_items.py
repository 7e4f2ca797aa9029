s = list(range(10))
print(s[2:5], s[:-3], s[::3], s[::-1], s[8:2:-2], s[100:], s[-100:2])
t = (1, 2, 3)
print(t[0], t[-1], t[1:], "hello"[1:4], "hello"[::-1], b"abc"[1], b"abc"[1:])
s[2:4] = ["a", "b", "c"]
s[::5] = [0, 0, 0]
print(s)
s[1:1] = [9, 9]
print(s, s[True], s[False])
for bad in ("x", 1.5, None, (1, 2)):
    try:
        s[bad]
    except TypeError as error:
        print(error)
for index in (100, -100):
    for container in (s, t, "text", b"b", range(3)):
        try:
            container[index]
        except IndexError as error:
            print(error)
try:
    s[::0]
except ValueError as error:
    print(error)
try:
    s[::2] = [1]
except ValueError as error:
    print(error)
try:
    t[0] = 1
except TypeError as error:
    print(error)
try:
    "text"[0] = "x"
except TypeError as error:
    print(error)


class Keys:
    def __getitem__(self, key):
        return key


k = Keys()
print(k[1], k[1:2], k[::2], k[1, 2], k[1:2, ...], k[()], k["a"])
m = [[1, 2], [3, 4]]
m[1][0] += 10
print(m, m[1][-1])
d = {(1, 2): "tuple", None: "none", 1.0: "float"}
print(d[1, 2], d[None], d[1], d[True])
try:
    d[[]]
except TypeError as error:
    print(error)
