class C:
    try:
        x = 1 / 0
    except ZeroDivisionError as e:
        x = str(e)
    finally:
        y = 2
print(C.x, C.y, hasattr(C, 'e'))
