print(",".join(["a", "b"]), "".join([]), ",".join(["x"]), "-".join("abc"), ", ".join(str(i) for i in range(4)), "é".join(("a", "b", "c")), "x".join({"k": 1}))
for bad in [["a", 1], [None], 5, [b"a"], ["a", ["b"]]]:
    try:
        print(",".join(bad))
    except TypeError as e:
        print(e)
