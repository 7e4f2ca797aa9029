a = bytearray(b"abc")
a.append(100); a.extend(b"ef"); a.extend([103]); a.insert(0, 90); a[1] = 65
print(a, len(a), a.pop(), a.pop(0), a)
a.remove(66 + 32); a.reverse(); print(a)
a[1:3] = b"XYZ"; print(a)
a[::2] = b"..."[:len(a[::2])].ljust(len(a[::2]), b"."); print(a)
del a[0]; del a[-2:]; print(a)
a += b"12"; a *= 2; print(a, a.copy() == a, a.copy() is a)
a.clear(); print(a, bool(a))
