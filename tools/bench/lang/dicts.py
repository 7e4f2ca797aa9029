def work():
    counts = {}
    for i in range(60_000):
        key = i % 977
        counts[key] = counts.get(key, 0) + i
    words = {f"w{i}": i for i in range(5_000)}
    total = 0
    for _ in range(5):
        for key, value in words.items():
            if key in words:
                total += words[key] - value
    assert total == 0 and len(counts) == 977
