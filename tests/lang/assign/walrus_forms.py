print((x := 5), x, [y := 1, y + 1])
while (n := x - 1) > 2:
    x = n
print(x, n)
def f(p=(q := 8)): return p
print(f(), q)
