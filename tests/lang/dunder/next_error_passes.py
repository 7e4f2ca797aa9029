class A:
    def __iter__(self): return self
    def __next__(self): raise ValueError('in next')
try:
    list(A())
except ValueError as e:
    print(e)
try:
    for x in A(): pass
except ValueError as e:
    print(e)
