e = UnicodeDecodeError("utf-8", b"abc", 0, 1, "r")
e.start, e.end, e.reason, e.encoding = 1, 3, "changed", "enc"
print(e, e.args)
