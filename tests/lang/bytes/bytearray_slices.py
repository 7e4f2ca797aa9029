a = bytearray(range(10))
a[2:5] = b"xy"; print(list(a))
a[5:5] = [1, 2, 3]; print(list(a))
del a[::3]; print(list(a))
a[::-1] = bytes(a); print(list(a))
a[100:] = b"zz"; a[:0] = b"<"; print(a)
a[1:3] = a; print(list(a))
b = a
b += b"!"
print(a is b, a)
