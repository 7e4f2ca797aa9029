try:
    try:
        1 / 0
    except undefined_name:
        pass
except NameError as e:
    print(e, '|', repr(e.__context__))
