print(sum(x * x for x in range(4)), sorted((c for c in 'bca'), reverse=True), list(map(lambda a, b: a + b, [1, 2], [3, 4])))
