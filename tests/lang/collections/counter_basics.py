from collections import Counter

c = Counter("abracadabra")
print(c, c.most_common(2), c["z"], c["a"], sorted(c.elements()), c.total(), len(c), list(c))
c.update("aaa")
c.update({"z": 2})
c.subtract(Counter(a=4, b=1))
print(c, Counter(x=3, y=1), Counter({"a": 2}), Counter(), Counter([1, 1, 2]))
del c["nothing"]
del c["a"]
print("a" in c, c.copy() == c, c.most_common(), Counter("ab") == Counter("ba"), Counter(a=0) == Counter())
try:
    Counter.fromkeys("ab")
except NotImplementedError as error:
    print(error)
try:
    Counter("a", "b")
except TypeError as error:
    print(type(error).__name__)
