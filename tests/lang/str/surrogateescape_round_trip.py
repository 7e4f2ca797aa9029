b = bytes(range(256))
s = b.decode("utf-8", "surrogateescape")
print(len(s), s.encode("utf-8", "surrogateescape") == b, ascii(s[120:140]))
