def f():
    x: int
    try:
        return x
    except UnboundLocalError as e:
        return str(e)
print(f())
