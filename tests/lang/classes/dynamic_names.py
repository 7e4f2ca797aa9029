class A: pass
a = A()
for i in range(20):
    setattr(a, 'n' + str(i), i)
print(sum(getattr(a, 'n%d' % i) for i in range(20)), len(a.__dict__))
for i in range(20):
    setattr(A, 'm' + str(i), i)
print(sum(getattr(a, 'm' + str(i)) for i in range(20)))
print(getattr([1, 2], 'cou' + 'nt')(1), getattr('x', 'up' + 'per')())
