s = "aé€\U0001f600"
for enc in ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-16", "utf-32", "utf-8-sig", "UTF8", "utf_8", "U8"]:
    b = s.encode(enc)
    print(enc, b, b.decode(enc) == s)
print("é".encode("latin-1"), "abc".encode("ascii"), b"\xe9".decode("latin1"), b"abc".decode("us-ascii"))
