s = {4, 2, 9}
print(min(s), max(s), sum(s), any(s), all(s | {0}), sorted(s, reverse=True), len(s), list(map(str, sorted(s))), tuple(sorted(s)))
