values = iter([3, 1, 4, 0, 5])
it = iter(lambda: next(values), 0)
print(list(it), next(values), list(it))
n = 0
def count():
    global n
    n += 1
    return n
print(list(iter(count, 5)), type(iter(count, 5)).__name__)
def stops():
    raise StopIteration
print(list(iter(stops, 1)))
def fails():
    raise ValueError("x")
try:
    list(iter(fails, 1))
except ValueError as e:
    print(e)
