src = """
class A:
    def __init__(self, v):
        self.v = v
    def double(self):
        return self.v * 2
def outer(n):
    def inner():
        return n + 1
    return inner
result = A(21).double(), outer(5)()
"""
ns = {"__name__": "made"}
exec(src, ns)
print(ns["result"], ns["A"].__module__, ns["A"](1).v)
