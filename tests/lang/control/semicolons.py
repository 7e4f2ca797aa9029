a = 1; b = 2; print(a + b)
if a: c = 1; d = 2
print(c, d); print('end')
