d = {}
d[1] = "int"
d[1.0] = "float"
d[True] = "bool"
print(d, d[1], len(d))
d[0] = "zero"
d[False] = "no"
d[-0.0] = "neg"
print(d, {2**53: 1}[float(2**53)], {10**20: "big"}[10**20])
