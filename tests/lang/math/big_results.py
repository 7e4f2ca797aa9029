import math

print(len(str(math.factorial(500))), math.comb(1000, 500) % 10**12, math.perm(300, 150) % 10**12, math.isqrt(10**600) == 10**300)
print(math.gcd(math.factorial(60), 2**200) == 2**56, math.lcm(*range(1, 41)))
