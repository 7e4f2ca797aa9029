print({b"a": 1}[b"a"], hash(b"ab") == hash(b"a" + b"b"), len({b"a", b"a", b"b"}))
try:
    hash(bytearray(b"a"))
except TypeError as e:
    print(e)
