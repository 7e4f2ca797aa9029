def work(n):
    counts = {}
    for i in range(n):
        key = i % 1000
        counts[key] = counts.get(key, 0) + 1
    names = {}
    words = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta"]
    for i in range(n):
        word = words[i & 7]
        if word in names:
            names[word] += i
        else:
            names[word] = i
    total = 0
    for key, value in counts.items():
        total += key * value
    for word in names:
        total ^= names[word]
    return total


print(work(600000))
