print(chr(97), chr(233), chr(0x65e5), chr(0x1f600), ord("a"), ord("日"), ord(b"a"), ascii(chr(0xd800)), chr(True) == "\x01")
print([chr(ord("a") + i) for i in range(5)])
for f in (lambda: chr(-1), lambda: chr(0x110000), lambda: chr("a"), lambda: chr(1.0), lambda: ord(""), lambda: ord("ab"), lambda: ord(5), lambda: ord(b""), lambda: chr(10**30), lambda: chr()):
    try:
        f()
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
