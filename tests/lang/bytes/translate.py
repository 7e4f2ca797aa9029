t = bytes.maketrans(b"abc", b"xyz")
print(len(t), b"aabbcc!".translate(t), b"abc".translate(None, b"b"), b"abcd".translate(t, b"d"), b"abc".translate(t, delete=b"a"))
for f in [lambda: bytes.maketrans(b"a", b"bc"), lambda: b"a".translate(b"short"), lambda: b"a".translate("x"), lambda: bytes.maketrans("a", "b")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
