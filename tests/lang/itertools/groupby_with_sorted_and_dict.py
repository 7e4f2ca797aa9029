from itertools import groupby
animals = ["cow", "cat", "dog", "deer", "ant"]
by_letter = {k: sorted(g) for k, g in groupby(sorted(animals), key=lambda w: w[0])}
print(by_letter)
print([(k, sum(1 for _ in g)) for k, g in groupby([1, 1, 0, 0, 0, 1])])
runs = "".join(f"{len(list(g))}{k}" for k, g in groupby("wwwbbw"))
print(runs)
