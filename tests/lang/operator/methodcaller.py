from operator import methodcaller
print(methodcaller("upper")("abc"), methodcaller("split", ",")("a,b"), methodcaller("replace", "a", "b", 1)("aaa"), methodcaller("format", 1, k=2)("{} {k}"))
print(methodcaller("f"), methodcaller("f", 1, "a"), methodcaller("f", 1, k=2))
print(list(map(methodcaller("strip"), [" a ", "b "])))
for f in (lambda: methodcaller(), lambda: methodcaller(5), lambda: methodcaller("zz")("a"), lambda: methodcaller("upper")(), lambda: methodcaller("upper", 1)("a")):
    try:
        f()
    except (TypeError, AttributeError) as e:
        print(type(e).__name__, e)
