def flat(t):
    for x in t:
        if isinstance(x, (list, tuple)): yield from flat(x)
        else: yield x
print(list(flat([1, [2, (3, [4])], 5])))
