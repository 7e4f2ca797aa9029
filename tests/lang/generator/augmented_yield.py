def g():
    total = 0
    while True:
        total += yield total
it = g()
print(next(it), it.send(5), it.send(7))
