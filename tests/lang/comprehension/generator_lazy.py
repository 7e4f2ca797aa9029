def src():
    for i in range(3):
        print('make', i)
        yield i
g = (x for x in src())
print('created')
print(next(g))
