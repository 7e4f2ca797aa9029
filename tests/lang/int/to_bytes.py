for args in [(1,), (2, "big"), (4, "little"), (3,)]:
    print(args, (200).to_bytes(*args))
print((-1).to_bytes(2, "big", signed=True), (-129).to_bytes(2, "little", signed=True), (127).to_bytes(1, "big", signed=True), (-128).to_bytes(1, "big", signed=True), (2 ** 70).to_bytes(9, "big"), (0).to_bytes(0, "big"), (5).to_bytes(), (5).to_bytes(length=2, byteorder="little"))
for f in [lambda: (256).to_bytes(1, "big"), lambda: (-1).to_bytes(1, "big"), lambda: (128).to_bytes(1, "big", signed=True), lambda: (1).to_bytes(-1, "big"), lambda: (1).to_bytes(1, "middle"), lambda: (1).to_bytes(1, 5), lambda: (-129).to_bytes(1, "big", signed=True)]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
