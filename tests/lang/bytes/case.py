for b in [b"Hello World", b"abc", b"ABC", b"a1 B2", b"", b"\xc3\xa9T", b"They're"]:
    print(b.upper(), b.lower(), b.title(), b.capitalize(), b.swapcase(), b.isupper(), b.islower(), b.istitle(), b.isalpha(), b.isalnum(), b.isdigit(), b.isspace(), b.isascii())
