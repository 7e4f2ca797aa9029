print("{} {}".format(1, 2), "{0} {1} {0}".format("a", "b"), "{a} {b}".format(a=1, b=2), "{} {a}".format(1, a=2), "{1} {0}".format(1, 2))
print("{0.real} {0.imag}".format(3 + 4j), "{0[0]} {0[1]}".format([5, 6]), "{0[key]}".format({"key": "v"}), "{a[x][0]}".format(a={"x": [9]}))
print("{{}} {{{}}}".format(5), "{!r} {!s} {!a}".format("é", "é", "é"), "{:>5}|{:<5}|{:^5}".format("a", "b", "c"))
