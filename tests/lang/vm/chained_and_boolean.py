print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 != 1, 1 == 1.0 == True)
print(0 or "", "" or 0, 1 and 2, 0 and 1, None or [] or {}, not "", not [1])
print(1 if [] else 2, (1, 2) if (0,) else 3)


class Odd:
    def __bool__(self):
        return "yes"


try:
    bool(Odd())
except TypeError as error:
    print(error)
try:
    if Odd():
        pass
except TypeError as error:
    print(error)


class Len:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


print(bool(Len(0)), bool(Len(3)), not Len(0))
try:
    bool(Len(-1))
except ValueError as error:
    print(error)


class Compare:
    def __lt__(self, other):
        return "truthy result"

    def __eq__(self, other):
        return []


print(Compare() < 1, Compare() == 1, not Compare() == 1, 1 < 2 < 5 in [5, True])
print("a" in "abc", 3 not in [1, 2], None is None, 1 is not None, () in [()])
for a, b in ((1, "a"), (None, 1), ([], {}), (1j, 2)):
    try:
        print(a < b)
    except TypeError as error:
        print(error)
for bad in (5, None, 1.5):
    try:
        1 in bad
    except TypeError as error:
        print(error)
x = 5
while x and (x := x - 2) > 0:
    print(x)
print(any(v > 2 for v in (1, 3)), all([]), [v for v in (0, 1, "") if v])
