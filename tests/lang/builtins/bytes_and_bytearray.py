print(bytes(3), bytes([1, 2]), bytes("é", "utf-8"), bytes(b"x"), bytes(), b"ab" + b"c", b"ab"[0], list(b"ab"))
b = bytearray(b"abc")
b[0] = 65
b.append(100)
print(b, len(b), bytes(b), b == b"Abcd")
