print(range(5), range(1, 5), range(0, 10, 3), range(5, 0, -2), list(range(5, 0, -2)), list(range(0)), list(range(3, 1)))
r = range(2, 20, 3)
print(len(r), r[0], r[-1], r[2:4], r[::-1], r.start, r.stop, r.step, 5 in r, 6 in r, r.index(8), r.count(8), r.count(9))
