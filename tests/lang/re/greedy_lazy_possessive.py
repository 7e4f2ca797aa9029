import re

for pattern in ["a+", "a+?", "a++", "a*?b", "(a|ab)(c|bcd)", "(?>a+)a", "a{2,3}", "a{2,3}?", "a?+a", "<.+>", "<.+?>", "(?:ab)++c", "(a+)+b"]:
    m = re.search(pattern, "aaab <x> <y> abababc")
    print(pattern, m and m.group())
