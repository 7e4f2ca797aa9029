r = range(10**30, 10**30 + 10, 3)
print(r, len(r), r[1], r[-1], list(r), 10**30 + 3 in r, 10**30 + 4 in r, r.index(10**30 + 6), r[1:3], list(reversed(r)))
print(range(2**63), range(-(2**70), 2**70, 2**69), list(range(-(2**70), 2**70, 2**69)))
try:
    len(range(2**64))
except OverflowError as e:
    print(e)
print(bool(range(2**64)), range(2**64)[2**63], range(2**64)[-1], (2**64 - 1) in range(2**64))
