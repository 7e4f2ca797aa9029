def f():
    try:
        return 'value'
    finally:
        print('finally')
print(f())
