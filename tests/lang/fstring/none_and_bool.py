print(f'{None} {True!r} {...}')
