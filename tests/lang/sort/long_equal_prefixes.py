t = tuple(range(20))
data = [t + (i,) for i in (3, 1, 2)]
print([d[-1] for d in sorted(data)], sorted(["x" * 300 + c for c in "cab"])[0][-1], [d[0][-1] for d in sorted([("y" * 300 + c, 1) for c in "cab"])])
