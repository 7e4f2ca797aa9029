ns = {'x': 1}
A = type('A', (), ns)
ns['y'] = 2
print(hasattr(A, 'y'), A.x, '__module__' in ns)
A.z = 3
print('z' in ns)
