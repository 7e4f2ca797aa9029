a, *b = "hello"
print(a, b)
x, y = "ab"
print(x, y)
try:
    x, y = "abc"
except ValueError as e:
    print(e)
print(*"abc", sep="-")
