try:
    assert 1 == 2, "message"
except AssertionError as e:
    print(repr(e))
try:
    assert []
except AssertionError as e:
    print(repr(e), e.args)
try:
    assert False, (1, 2)
except AssertionError as e:
    print(repr(e), str(e))
