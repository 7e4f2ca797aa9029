import math

print(math.pi, math.e, math.tau, math.inf, math.nan, -math.inf, math.tau == 2 * math.pi, math.nan != math.nan)
print(sorted(n for n in dir(math) if not n.startswith("_")))
