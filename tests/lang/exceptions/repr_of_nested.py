e = ValueError(KeyError("k"), [TypeError(1)])
print(e, repr(e))
e = Exception("quote's", 'double"', "é\n")
print(e, repr(e))
