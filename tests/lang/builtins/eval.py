x = 10
print(eval("x + 1"), eval("  1 + 1"), eval("[i * x for i in range(3)]"), eval("a + b", {"a": 1, "b": 2}), eval("a", {"a": 1}, {"a": 2}), eval(b"3*3"), eval("(1,\n2)"))
def f(y):
    return eval("y * 2"), eval("x"), eval("y", {"y": "g"})
print(f(4))
for src in ("1 +", "x = 1", "", "def f(): pass", "nope", "1/0"):
    try:
        eval(src)
    except (SyntaxError, NameError, ZeroDivisionError) as e:
        print(type(e).__name__)
for g in (lambda: eval(5), lambda: eval("1", 5), lambda: eval("1", {}, 5), lambda: eval()):
    try:
        g()
    except TypeError as e:
        print(e)
