import re

print(re.findall(rb"\w+", b"ab \xe9 cd"), re.sub(rb"b+", rb"<\g<0>>", b"abba"))
print(re.search(b"(?i)ABC", b"xabcx").span(), re.split(b",", b"a,b"))
for pattern, text in (("a", b"a"), (b"a", "a"), ("a", 1), ("a", None)):
    try:
        re.search(pattern, text)
    except TypeError as e:
        print(e)
