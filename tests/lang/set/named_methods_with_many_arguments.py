s = {1, 2, 3}
print(s.union({4}, [5], (6,), {7: 0}), s.intersection({1, 2}, [2, 3]), s.difference({1}, [3], ()), s.isdisjoint(()))
s.update({8}, [9])
s.intersection_update({1, 8, 9}, range(20))
s.difference_update([8], {100})
print(s)
