def walk(t, depth=0, *, out=None):
    out = [] if out is None else out
    for x in t:
        if isinstance(x, list): walk(x, depth + 1, out=out)
        else: out.append((depth, x))
    return out
print(walk([1, [2, [3]], 4]))
