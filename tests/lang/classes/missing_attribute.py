class A: pass
for f in [lambda: A().x, lambda: A.x, lambda: A().f(), lambda: A.f()]:
    try:
        f()
    except AttributeError as e:
        print(e)
try:
    del A().x
except AttributeError as e:
    print(e)
try:
    del A.x
except AttributeError as e:
    print(e)
