class D(dict): pass
d = D.fromkeys([1, 2], 0)
print(d, type(d).__name__, int.from_bytes(b'\x01\x00', 'big'), float.fromhex('0x1p3'), bytes.fromhex('6162'))
print(dict.__dict__['fromkeys'], dict.__dict__['fromkeys'].__get__(None, dict)('a'))
try:
    dict.__dict__['fromkeys'].__get__(None, int)
except TypeError as e:
    print(e)
