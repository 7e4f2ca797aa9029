print(len(str(10 ** 4299)), int("9" * 4300) > 0)
for f in [lambda: str(10 ** 4300), lambda: int("1" * 4301), lambda: f"{10 ** 5000}", lambda: repr(-10 ** 4300), lambda: "%d" % 10 ** 5000 if False else "%d" % (10 ** 5000)]:
    try:
        print(len(f()))
    except ValueError as e:
        print(e)
print(len(hex(10 ** 5000)), len(f"{1 << 20000:b}"), int("f" * 5000, 16).bit_length())
