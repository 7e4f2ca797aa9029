AssertionError_ = AssertionError
AssertionError = ValueError
try:
    assert 0, 'x'
except AssertionError_ as e:
    print('real', e)
