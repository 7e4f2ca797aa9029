nested = [[1, [2]], [3], []]
print(sum(nested, []), [x for sub in nested for x in sub])
def flat(x):
    return [z for y in x for z in flat(y)] if isinstance(x, list) else [x]
print(flat(nested), flat([1, [[[2]]]]))
