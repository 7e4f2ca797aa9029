for v in [0, -1, 255, 2 ** 64, -2 ** 100]:
    print(str(v), repr(v), hex(v), oct(v), bin(v), f"{v:x}", len(str(v)))
for f in (hex, oct, bin):
    try:
        f(1.5)
    except TypeError as e:
        print(e)
