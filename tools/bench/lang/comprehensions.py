def work():
    for _ in range(10):
        squares = [i * i for i in range(5_000)]
        odd = [x for x in squares if x & 1]
        table = {x: str(x) for x in odd}
        tails = {x % 100 for x in odd}
        pairs = [(a, b) for a in range(60) for b in range(60) if a != b]
    assert len(table) == 2_500 and tails and len(pairs) == 3_540
