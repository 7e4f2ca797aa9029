for v in (5, [1], None):
    try: {**v}
    except TypeError as e: print(e)
for v in (5, None):
    try: [*v]
    except TypeError as e: print(e)
    try: {*v}
    except TypeError as e: print(e)
