exec("a = 1\nb = a + 1")
print(a, b)
ns = {}
exec("def f(x):\n    return x * k\nk = 3\ny = f(2)", ns)
print(ns["y"], ns["f"](5), "__builtins__" in ns)
loc = {}
exec("z = 5\ndel q", {"w": 1}, loc2 := {"q": 1})
print(loc2)
def f():
    v = 1
    exec("v = 2")
    exec("print('v is', v)")
    return v
print(f())
exec("for i in range(3): print(i, end=' ')")
print()
print(exec("pass"))
for g in (lambda: exec(5), lambda: exec("1", 5), lambda: exec("1", {}, 5)):
    try:
        g()
    except TypeError as e:
        print(e)
