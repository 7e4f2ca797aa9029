class Count:
    def __init__(self, n): self.i, self.n = 0, n
    def __iter__(self): return self
    def __next__(self):
        if self.i >= self.n: raise StopIteration
        self.i += 1
        return self.i
print(list(Count(3)), [x for x in Count(2)], sum(Count(4)), max(Count(3)), tuple(Count(1)), 2 in Count(3), sorted(Count(3), reverse=True))
a, b, c = Count(3)
print(a, b, c, dict(zip(Count(2), 'ab')), *Count(2))
it = Count(1)
print(next(it), next(it, 'default'))
try:
    next(it)
except StopIteration as e:
    print('stop', e.args)
