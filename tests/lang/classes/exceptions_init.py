class E(Exception):
    def __init__(self, code, message):
        super().__init__(message)
        self.code = code
try:
    raise E(3, 'bad')
except E as e:
    print(e.code, e, e.args)
class F(Exception):
    def __init__(self, a, b):
        self.a = a
f = F(1, 2)
print(f.args, f.a, repr(f))
class G(Exception):
    def __init__(self, *, k): self.k = k
print(G(k=1).args, G(k=2).k)
