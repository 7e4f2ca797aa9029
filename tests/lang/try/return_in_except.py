def f():
    for i in range(3):
        try:
            raise ValueError(i)
        except ValueError as e:
            if i == 1:
                return 'ret', str(e)
        finally:
            print('fin', i)
print(f())
