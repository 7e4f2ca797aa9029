def count(n=0):
    while True:
        yield n
        n += 1
def take(n, it):
    for x, _ in zip(it, range(n)): yield x
print(list(take(4, count(10))))
