s = "a\xe9\u20ac\U0001f600\udc80z"
for h in ["ignore", "replace", "backslashreplace", "xmlcharrefreplace", "surrogateescape", "surrogatepass", "nope"]:
    for enc in ["ascii", "latin-1", "utf-8"]:
        try:
            print(h, enc, s.encode(enc, h))
        except Exception as e:
            print(h, enc, type(e).__name__, e)
