calls = []
class B:
    def __init__(self, v): self.v = v
    def __bool__(self):
        calls.append(self.v)
        return self.v
t, f = B(True), B(False)
if t and f or t: pass
r = f or t
if not (f and t): pass
while f: pass
print(calls, r is t)
