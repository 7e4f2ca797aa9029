print([a + b for a, b in [(1, 2), (3, 4)]], [(a, rest) for a, *rest in ['abc', 'de']], [k for (k, (v, w)) in [(1, (2, 3))]])
