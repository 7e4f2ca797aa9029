print(str.upper("abc"), str.join("-", ["a", "b"]), list(map(str.strip, [" a ", "b "])), sorted(["b", "A", "c"], key=str.lower), str.__len__("abc"), str.__add__("a", "b"))
try:
    str.upper(5)
except TypeError as e:
    print(e)
