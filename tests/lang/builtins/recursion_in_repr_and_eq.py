a = []
a.append(a)
print(a)
try:
    b = []
    b.append(b)
    a == b
except RecursionError as e:
    print("RecursionError")
def deep(n):
    return [deep(n - 1)] if n else []
print(len(str(deep(50))))
