words = ["a", "b", "c"]
for i in range(len(words)):
    words[i] = words[i] * (i + 1)
print(words, [words[i] for i in range(len(words) - 1, -1, -1)])
print([i for i in range(10) if i not in range(2, 8)])
a, b, c = range(3)
print(a, b, c, [*range(3)], {*range(3)}, dict.fromkeys(range(2)))
