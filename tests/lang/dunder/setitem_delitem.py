class A:
    def __setitem__(self, k, v): print('set', k, v)
    def __delitem__(self, k): print('del', k)
a = A()
a[1] = 2
a['x', 1] = 3
del a[1:2]
try:
    a[0]
except TypeError as e:
    print(e)
try:
    a[0] += 1
except TypeError as e:
    print(e)
