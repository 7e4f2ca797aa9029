g = ExceptionGroup("g", [ValueError(1), TypeError(2), ExceptionGroup("h", [ValueError(3), KeyError(4)])])
for cond in [ValueError, (TypeError, KeyError), OSError, Exception, ExceptionGroup, lambda e: isinstance(e, KeyError), lambda e: isinstance(e, ValueError) and e.args[0] > 1]:
    print(g.split(cond))
    print(g.subgroup(cond))
for cond in [5, "a", (ValueError, 5), int, None]:
    try:
        g.split(cond)
    except TypeError as e:
        print(e)
