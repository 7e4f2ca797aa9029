f = 1
for i in range(1, 60):
    f *= i
print(f, f // (2 ** 50), f % 1000007)
a, b = 0, 1
for _ in range(300):
    a, b = b, a + b
print(a, len(str(a)), sum(int(d) for d in str(a)))
