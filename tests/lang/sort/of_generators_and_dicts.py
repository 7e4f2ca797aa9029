print(sorted(x * 7 % 5 for x in range(5)), sorted({"b": 1, "a": 2}), sorted(map(str, [10, 9])), sorted(range(3), key=lambda x: -x), sorted(zip("ba", [1, 2])))
