import math

print([math.factorial(n) for n in (0, 1, 5, 20, 21, 30)], math.factorial(100) % 10**9)
print(math.gcd(), math.gcd(12, 18, 27), math.gcd(-4, 6), math.gcd(2**100, 6**50), math.lcm(), math.lcm(4, 6), math.lcm(0, 5), math.lcm(2**70, 3**40))
print(math.comb(5, 2), math.comb(5, 6), math.comb(100, 50), math.perm(5), math.perm(5, 2), math.perm(30, 29), math.comb(10**20, 3))
print([math.isqrt(n) for n in (0, 1, 3, 4, 99, 100, 2**64 - 1, 10**40, 10**41)])
