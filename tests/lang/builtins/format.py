print(format(5), format(5, "03d"), format(1.5, ".2f"), format("a", ">3"), format(255, "x"), format([1]), format(None), format(True, "d"), format(1234567, ","))
class F:
    def __format__(self, spec):
        return f"<{spec}>"
class Bad:
    def __format__(self, spec):
        return 5
print(format(F()), format(F(), "abc"), f"{F():q}", "{:z}".format(F()))
for f in (lambda: format([], "d"), lambda: format(5, 5), lambda: format(), lambda: format("a", "d"), lambda: format(Bad())):
    try:
        f()
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
