class A: pass
class B(A): pass
class C(B): pass
c = C()
def get(): return c.v
out = []
for step in range(6):
    if step == 0: A.v = 'A'
    if step == 1: B.v = 'B'
    if step == 2: C.v = 'C'
    if step == 3: c.v = 'c'
    if step == 4: del c.v, C.v
    if step == 5: del B.v
    out.append(get())
print(out)
