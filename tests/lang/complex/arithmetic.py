a, b = 3 + 4j, 1 - 2j
print(a + b, a - b, a * b, a / b, a ** 2, a ** 0.5, -a, +a, abs(a), a == 3 + 4j, a != b, a + 1, 2 * a, 1.5 - a, a ** -1, a ** b, 0j ** 0, bool(0j), bool(1j), a.conjugate(), a.real, a.imag)
for f in [lambda: a / 0, lambda: a // b, lambda: a % b, lambda: a < b, lambda: int(a), lambda: float(a), lambda: divmod(a, b), lambda: 0j ** -1, lambda: a & 1, lambda: pow(a, 2, 3), lambda: 0j ** 1j, lambda: round(a)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
