e = UnicodeDecodeError("utf-8", b"abc\xff", 3, 4, "bad byte")
print(e, e.encoding, e.object, e.start, e.end, e.reason, e.args)
e = UnicodeEncodeError("ascii", "a\xe9b", 1, 2, "bad char")
print(e, e.object, e.start)
print(UnicodeDecodeError("x", b"abc", 0, 3, "r"), UnicodeEncodeError("x", "abc", 1, 3, "r"), UnicodeTranslateError("a\u20ac", 1, 2, "r"), UnicodeTranslateError("ab", 0, 2, "r"))
print(UnicodeEncodeError("x", "\U0001f600", 0, 1, "r"), UnicodeEncodeError("x", "a", 5, 6, "r"), UnicodeDecodeError("x", b"", 0, 1, "r"))
for f in [lambda: UnicodeDecodeError(), lambda: UnicodeDecodeError("a", b"b", 0, 1), lambda: UnicodeDecodeError(1, b"b", 0, 1, "r"), lambda: UnicodeDecodeError("a", "b", 0, 1, "r"), lambda: UnicodeEncodeError("a", b"b", 0, 1, "r"), lambda: UnicodeEncodeError("a", "b", "c", 1, "r"), lambda: UnicodeTranslateError("a", 0, 1)]:
    try:
        print(f())
    except TypeError as e:
        print(e)
