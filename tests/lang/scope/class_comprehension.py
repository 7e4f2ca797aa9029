class C:
    names = ['a', 'b']
    pairs = [(n, i) for i, n in enumerate(names)]
    try:
        bad = [names for _ in range(1)]
    except NameError as e:
        print(e)
print(C.pairs)
