try:
    raise KeyError(1)
except ValueError:
    print('v')
except LookupError:
    print('lookup')
except KeyError:
    print('key')
