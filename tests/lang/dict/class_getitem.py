print(dict[str, int], list[int], set[int], tuple[int, ...], frozenset[str])
