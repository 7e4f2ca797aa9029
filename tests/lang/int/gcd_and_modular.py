def gcd(a, b):
    while b:
        a, b = b, a % b
    return a
print(gcd(2 ** 100, 6 ** 50), gcd(-12, 18), gcd(0, 5))
p = 2 ** 127 - 1
print(pow(3, p - 1, p), pow(5, -1, p) * 5 % p, pow(2, 10 ** 20, p))
