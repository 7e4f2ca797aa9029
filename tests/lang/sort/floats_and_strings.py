print(sorted([0.5, -1.5, 1e10, -0.0, 0.0, float("inf"), -float("inf")]))
print(sorted(["é", "e", "z", "Z", "", "ab", "a", "日本", "\U0001f600"]))
print(sorted([2**70, -(2**70), 5, 2**65]), sorted([1, 0.5, 2**70, -0.5, True]))
