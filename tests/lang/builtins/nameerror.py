for name in ("undefined_name", "prnt", "Len"):
    try:
        eval(name)
    except NameError as e:
        print(e)
def f():
    return later
try:
    f()
except NameError as e:
    print(e)
later = 5
print(f())
def g():
    print(local)
    local = 1
try:
    g()
except UnboundLocalError as e:
    print(e)
