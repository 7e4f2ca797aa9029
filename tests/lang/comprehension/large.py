print(sum([i for i in range(10000)]), len({i % 100 for i in range(1000)}), sum(i for i in range(1000) if i % 7 == 0))
