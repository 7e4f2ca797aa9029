print(b"%s %d %x" % (b"ab", 5, 255), b"%b|%5s|%-5s|" % (b"q", b"a", b"b"), b"%c%c" % (65, b"B"), b"%r %a" % ("é", "é"), b"%.2f" % 1.5, b"%(k)s" % {b"k": b"v"}, b"%.1s" % b"xy", b"%%", type(bytearray(b"%d") % 5).__name__)
for t, a in [(b"%s", "a"), (b"%s", 5), (b"%c", 256), (b"%c", b"ab"), (b"%d", "a"), (b"%f", "a"), (b"%s", ()), (b"a", (1,)), (b"%q", 1), (b"%(a)s", 5)]:
    try:
        print(t % a)
    except Exception as e:
        print(t, type(e).__name__, e)
