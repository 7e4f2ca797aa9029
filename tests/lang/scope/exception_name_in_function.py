def f():
    try:
        raise KeyError('k')
    except KeyError as e:
        kept = e
    try:
        return e
    except UnboundLocalError as err:
        return repr(kept), str(err)
print(f())
