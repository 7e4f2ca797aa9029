class A:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v if isinstance(o, A) else NotImplemented
print(A(1) != A(1), A(1) != A(2), A(1) != 5, A(1) == 5, A(1).__ne__(A(1)), A(1).__ne__(5))
