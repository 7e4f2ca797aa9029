class It:
    def __iter__(self): return self
    def __next__(self): raise StopIteration(7)
try: next(It())
except StopIteration as e: print(e.value)
print(next(It(), 'd'))
def g():
    yield 1
    return 5
x = g(); next(x)
try: next(x)
except StopIteration as e: print(e.value)
x = g(); x.__next__()
try: x.__next__()
except StopIteration as e: print(e.value)
def d():
    r = yield from It()
    print('r', r)
list(d())
