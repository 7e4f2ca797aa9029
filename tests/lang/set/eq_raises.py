class Bad:
    def __hash__(self):
        return 5

    def __eq__(self, other):
        raise ZeroDivisionError("eq")


s = {5}
try:
    print(Bad() in s)
except ZeroDivisionError as e:
    print(e)
try:
    s.add(Bad())
except ZeroDivisionError as e:
    print(e, len(s))
