l = []
t = (l, 1)
l.append(t)
print(t, l)
print((1,), ((),), (("a",),), (None, True), ("x" "y",))
