class It:
    def __init__(self):
        self.n = 0
    def __iter__(self):
        return self
    def __next__(self):
        self.n += 1
        if self.n == 2:
            out.append(next(z))
        if self.n > 5:
            raise StopIteration
        return self.n
out = []
it = It()
z = zip("abcdef", it)
out += list(z)
print(out)
