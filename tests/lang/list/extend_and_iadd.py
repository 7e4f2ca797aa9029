a = [1]
a.extend((2, 3))
a.extend("ab")
a.extend({9: 0})
a += range(2)
a += [*a[:1]]
a.extend(x for x in (7, 8))
print(a)
a.extend(a)
print(len(a))
a += a
print(len(a))
try:
    a += 5
except TypeError as e:
    print(e)
try:
    a.extend(5)
except TypeError as e:
    print(e)
