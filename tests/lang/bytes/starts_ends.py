b = b"prefix-suffix"
print(b.startswith(b"pre"), b.startswith((b"x", b"pre")), b.endswith(b"fix"), b.endswith(()), b.startswith(b"suf", 7), b.endswith(bytearray(b"ix")))
for bad in ["a", [b"a"], 1, (1,), ("a",)]:
    try:
        b.startswith(bad)
    except TypeError as e:
        print(e)
