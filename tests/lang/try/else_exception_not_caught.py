def f():
    try:
        pass
    except ValueError:
        print('never')
    else:
        raise ValueError('from else')
    finally:
        print('finally')
try:
    f()
except ValueError as e:
    print(e)
