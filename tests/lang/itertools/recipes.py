from itertools import chain, cycle, groupby, islice, repeat, tee, zip_longest
def batched(it, n):
    it = iter(it)
    while batch := tuple(islice(it, n)):
        yield batch
def roundrobin(*its):
    nexts = cycle(iter(i).__next__ for i in its)
    pending = len(its)
    while pending:
        try:
            for n in nexts:
                yield n()
        except StopIteration:
            pending -= 1
            nexts = cycle(islice(nexts, pending))
def flatten(x):
    return list(chain.from_iterable(x))
print(list(batched("abcdefg", 3)), "".join(roundrobin("abc", "d", "ef")), flatten([[1], [2, [3]]]))
print([k for k, _ in groupby(sorted("mississippi"))], list(zip_longest(*[iter("abcde")] * 2)))
print(sum(map(lambda a, b: a * b, [1, 2, 3], [4, 5, 6])), list(zip(repeat("k"), range(2))))
