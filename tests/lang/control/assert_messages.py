assert True
assert 1, 'unused'
try:
    assert False
except AssertionError as e:
    print(repr(e))
try:
    assert 0, 'msg'
except AssertionError as e:
    print(repr(e))
try:
    assert [], (1, 2)
except AssertionError as e:
    print(repr(e))
