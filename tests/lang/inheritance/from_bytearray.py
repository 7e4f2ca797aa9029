class B(bytearray): pass
b = B(b'ab')
b.append(99)
print(b, len(b), b == b'abc', b.decode())
b.note = 1
print(b.note)
