def g():
    for i in range(3):
        try:
            yield i
        finally:
            print('after', i)
it = g()
for v in it:
    print(v)
    if v == 1: break
it.close()
