table = {'d': [lambda f: ('wrapped', f.__name__)]}
@table['d'][0]
def f(): pass
@(lambda f: f.__name__)
def g(): pass
@(lambda f: print(f.__name__))
def h(): pass
print(f, g, h)
