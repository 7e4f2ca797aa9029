class B(bytes): pass
b = B(b'xy')
print(b, b[0], len(b), b + b'z', type(b + b'z').__name__, b == b'xy', type(b).__name__, b.hex())
b.a = 1
print(b.a)
