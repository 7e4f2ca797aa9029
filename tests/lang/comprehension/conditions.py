print([x for x in range(30) if x % 2 if x % 3 if x > 10], [x if x else 'zero' for x in range(3)], [x for x in [1, 0, 2] if not (x and x > 1)])
