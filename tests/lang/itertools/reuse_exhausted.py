from itertools import chain, compress, islice, zip_longest, pairwise, product, permutations
for it in (chain("a"), islice("ab", 1), compress("a", [1]), zip_longest("a"), pairwise("ab"), product("a"), permutations("a")):
    print(list(it), list(it), next(it, "end"))
