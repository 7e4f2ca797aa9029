d = {i: str(i) for i in range(50000)}
print(len(d), d[49999], sum(d))
for i in range(0, 50000, 2):
    del d[i]
print(len(d), next(iter(d)), next(reversed(d)))
d2 = {str(i): i for i in range(20000)}
print(d2["19999"], "20000" in d2)
