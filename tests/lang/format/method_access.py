print((5).__format__("x"), "a".__format__(">3"), (1.5).__format__(".2f"), int.__format__(10, "b"), object.__format__("q", "") == "q" or "str", True.__format__(""))
try:
    object.__format__([], "x")
except TypeError as e:
    print(e)
try:
    (5).__format__(5)
except TypeError as e:
    print(e)
