class A: pass
a = A()
for i in range(100): setattr(a, f'attr{i}', i)
print(a.attr0, a.attr99, len(a.__dict__))
for i in range(0, 100, 2): delattr(a, f'attr{i}')
print(hasattr(a, 'attr4'), a.attr5, len(a.__dict__), list(a.__dict__)[:3])
a.attr0 = 'again'
print(list(a.__dict__)[-1])
