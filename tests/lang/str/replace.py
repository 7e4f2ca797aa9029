s = "abracadabra"
print(s.replace("a", "X"), s.replace("a", "X", 2), s.replace("a", "", -1), s.replace("", "-"), s.replace("", "-", 3), s.replace("abra", ""), s.replace("zz", "y"))
print("".replace("", "x"), "".replace("a", "b"), "é".replace("", "-"), "aaa".replace("aa", "b"), s.replace("a", "X", 0), "ab".replace("b", "é"))
for args in [(), ("a",), (1, "b"), ("a", 1), ("a", "b", "c"), ("a", None), ("a", "b", 1, 2)]:
    try:
        print(s.replace(*args))
    except TypeError as e:
        print(e)
