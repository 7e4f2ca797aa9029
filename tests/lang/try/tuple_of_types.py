for exc in (KeyError('k'), IndexError('i'), TypeError('t')):
    try:
        raise exc
    except (KeyError, IndexError) as e:
        print('lookup', repr(e))
    except TypeError:
        print('type')
