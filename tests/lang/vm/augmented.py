class Acc:
    def __init__(self, v):
        self.v = v

    def __iadd__(self, other):
        self.v += other
        return self

    def __repr__(self):
        return f"Acc({self.v})"


a = Acc(1)
b = a
b += 5
print(a, a is b)
items = [1, 2]
alias = items
items += (3,)
print(alias)
items = items + [4]
print(alias, items)
t = ([],)
try:
    t[0] += [1]
except TypeError as error:
    print(error, t)
d = {"x": 1}
d["x"] += 1
d["x"] *= 10
d["x"] -= 1
d["x"] //= 2
d["x"] **= 2
d["x"] %= 7
d["x"] <<= 3
d["x"] |= 1
d["x"] ^= 5
d["x"] >>= 1
d["x"] &= 14
print(d)
s = "a"
s += "b"
s *= 3
print(s)


class Box:
    n = 1


box = Box()
box.n += 1
print(box.n, Box.n)
try:
    undefined += 1
except NameError as error:
    print(error)


def local():
    try:
        count += 1
    except UnboundLocalError as error:
        print(error)
    count = 0


local()
try:
    x = 1
    x += "a"
except TypeError as error:
    print(error)
try:
    x @= 2
except TypeError as error:
    print(error)
x = 7.5
x //= 2
x /= 4
print(x)
