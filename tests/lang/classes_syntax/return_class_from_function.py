def make(n, base=object):
    class Made(base):
        value = n
        def get(self): return n, self.value
    Made.__name__ = 'Made%d' % n
    return Made
A = make(1)
B = make(2, A)
print(A().get(), B().get(), B.__name__, B.__qualname__)
