class A:
    shared = []
    count = 0

a, b = A(), A()
a.shared.append(1)
a.count += 1
print(b.shared, A.count, a.count, b.count)
A.count = 5
print(a.count, b.count)
del a.count
print(a.count)
