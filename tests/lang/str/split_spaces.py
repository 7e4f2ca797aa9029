s = "  a  b\tc\n d  "
print(s.split(), s.rsplit())
for n in range(-1, 6):
    print(n, s.split(None, n), s.rsplit(None, n))
print("".split(), "   ".split(), "a".split(), "\u00a0a\u3000b\x1fc".split())
