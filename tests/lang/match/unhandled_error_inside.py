try:
    match {'a': 1}:
        case {'a': undefined.attr}: pass
except NameError as e: print(e)
