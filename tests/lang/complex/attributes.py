c = 1 + 2j
for f in ["c.real = 5", "c.x = 1", "c.nope"]:
    try:
        exec(f)
    except AttributeError as e:
        print(e)
print(c.__complex__(), c.conjugate() * c, abs(c) ** 2)
