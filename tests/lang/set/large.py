s = set(range(100000))
print(len(s), 99999 in s, 100000 in s, sum(s))
s -= set(range(0, 100000, 2))
print(len(s), list(s)[:5])
t = {x * 1000 for x in range(1000)}
print(len(s & t), len(s | t), list(t)[:6])
