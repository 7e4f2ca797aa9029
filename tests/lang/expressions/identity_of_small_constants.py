def f(): return (1, 2, 'a')
print(f() is f(), f() == (1, 2, 'a'))
