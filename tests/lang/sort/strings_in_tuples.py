print(sorted([("é", 1), ("e", 2), ("E", 3), ("", 4), ("日", 5)]))
words = "it was the best of times it was the worst of times".split()
counts = {}
for w in words:
    counts[w] = counts.get(w, 0) + 1
print(sorted(((-n, w) for w, n in counts.items()))[:4])
