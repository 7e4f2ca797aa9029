class It:
    def __iter__(self): return self
    def __next__(self): raise KeyError('n')
try:
    for x in It(): pass
except KeyError as e:
    print(repr(e))
