print(b" a  b c ".split(), b"a,b,,c".split(b","), b"a,b,c".split(b",", 1), b"a,b,c".rsplit(b",", 1), b" a b ".rsplit(None, 1), b"a\nb\r\nc\rd\x0be".splitlines(), b"a\n\nb".splitlines(True), b"".split(), b"".split(b","))
print(b",".join([b"a", bytearray(b"b")]), b"".join([]), type(bytearray(b",").join([b"x"])).__name__, b"a=b=c".partition(b"="), b"a=b=c".rpartition(b"="), b"abc".partition(b"x"))
for f in [lambda: b",".join(["a"]), lambda: b",".join([b"a", 1]), lambda: b",".join(5), lambda: b"a".split("a"), lambda: b"a".split(b""), lambda: b"a".partition(b""), lambda: b"a".partition("a")]:
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
