import re


def double(m):
    return str(int(m.group()) * 2)


print(re.sub(r"\d+", double, "1 20 x300"))
print(re.sub(r"\w", lambda m: m.group().upper() if m.start() % 2 else "", "abcdef"))
print(re.compile("(.)(.)").subn(lambda m: m[2] + m[1], "abcde"))
try:
    re.sub("a", lambda m: 1, "xax")
except TypeError as e:
    print(e)
try:
    re.sub("a", lambda m: 1 / 0, "a")
except ZeroDivisionError as e:
    print(e)
