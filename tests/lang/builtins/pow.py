print(pow(2, 10), pow(2, -1), pow(2.0, 3), pow(2, 10, 1000), pow(3, -1, 7), pow(-2, 3, 5), pow(2, 3, -5), pow(7, 0, 1), pow(base=2, exp=3), pow(2, 200, 10**9 + 7), pow(2, 3, mod=3))
for f in (lambda: pow(2, 3, 0), lambda: pow(2, -1, 4), lambda: pow(2.0, 3, 5), lambda: pow("a", 2), lambda: pow(2), lambda: pow(0, -1), lambda: pow(2, 3, "a"), lambda: pow(2, 3, foo=1)):
    try:
        f()
    except (ValueError, TypeError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
class P:
    def __pow__(self, o, m=None):
        return ("pow", o, m)
    def __rpow__(self, o):
        return ("rpow", o)
print(pow(P(), 2), pow(P(), 2, 3), pow(2, P()), P() ** 5)
