words = "the cat sat on the mat".split()
print(sorted(set(map(len, words))), dict(enumerate(map(str.upper, words))), max(zip(map(len, words), words)))
print(list(map(lambda p: sum(p), zip(range(3), range(3, 6)))), any(map(str.isdigit, "ab1")), list(filter(None, map(lambda w: w if "a" in w else "", words))))
print(list(reversed(list(enumerate(words[:2])))), sum(map(ord, "abc")), tuple(zip(*sorted(zip([2, 1], "ab")))))
