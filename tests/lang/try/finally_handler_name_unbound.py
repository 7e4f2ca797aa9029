def f():
    try:
        1 / 0
    except ZeroDivisionError as e:
        try:
            return 1
        finally:
            e = 5
    finally:
        try:
            e
        except UnboundLocalError as err:
            print(err)
print(f())
