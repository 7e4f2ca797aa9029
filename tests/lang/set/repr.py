print(repr(set()), repr(frozenset()), repr(frozenset({1})), str({1, (2,)}))


class S(set):
    pass


class F(frozenset):
    pass


print(S(), S([1]), F([2]), F())
