print(b"ab".center(6), b"ab".center(5, b"*"), b"ab".ljust(4, b"."), b"ab".rjust(4), b"-5".zfill(4), b"a\tb".expandtabs(4), b"xxabxx".strip(b"x"), b" a ".lstrip(), b" a ".rstrip(), b"abab".replace(b"a", b"XX"), b"abab".replace(b"", b"-"), b"abab".replace(b"a", b"", 1), b"TestX".removeprefix(b"Test"), b"TestX".removesuffix(b"X"))
for f in [lambda: b"a".center(5, "x"), lambda: b"a".ljust(5, b"xy"), lambda: b"a".replace("a", b"b"), lambda: b"a".strip("a"), lambda: b"a".zfill("5")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
