import re

for text in ["a.b*c", "[x]", "price: $5 (10%)", "é~", "a\nb", ""]:
    print(re.escape(text), re.fullmatch(re.escape(text), text) is not None)
print(re.escape(b"a\x00.b"))
