class A: pass
a = A()
setattr(a, 'x', 1)
print(getattr(a, 'x'), getattr(a, 'y', 'no'), hasattr(a, 'x'), hasattr(a, 'y'))
delattr(a, 'x')
print(hasattr(a, 'x'))
for name in ['a' + 'b', 'a' + 'b']:
    setattr(A, name, 7)
print(A.ab, a.ab, getattr(a, 'a' 'b'))
try:
    setattr(a, 3, 4)
except TypeError as e:
    print(e)
