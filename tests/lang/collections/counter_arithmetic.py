from collections import Counter

a, b = Counter(a=3, b=1, c=-1), Counter(a=1, b=2, d=4)
print(a + b, a - b, a & b, a | b, +a, -a)
a += b
print(a)
a -= Counter(a=1)
a |= Counter(z=9)
a &= Counter(a=2, z=3)
print(a)
print(Counter("ab") <= Counter("abc"), Counter("ab") < Counter("ab"), Counter("abc") > Counter("ab"), Counter("a") >= Counter("b"))
print(Counter("hello world").most_common(3), Counter("aab").most_common(0), Counter("aab").most_common(1))
try:
    Counter("a") + 3
except TypeError as error:
    print(error)
