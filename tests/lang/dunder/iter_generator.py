class A:
    def __iter__(self):
        yield 1
        yield 2
print(list(A()), list(zip(A(), A())))
for x in A():
    for y in A():
        print(x, y)
