s = "abc"
for f in ["s[0] = 'x'", "del s[0]", "s[0:1] = 'y'"]:
    try:
        exec(f)
    except TypeError as e:
        print(e)
