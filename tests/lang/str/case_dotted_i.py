for c in "İıIi":
    print(c, [hex(ord(x)) for x in c.lower()], [hex(ord(x)) for x in c.upper()], [hex(ord(x)) for x in c.casefold()])
