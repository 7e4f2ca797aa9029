for s in ('x', 5):
    try:
        print(f'{s:d}')
    except ValueError as e:
        print(e)
try:
    f'{undefined}'
except NameError as e:
    print(e)
