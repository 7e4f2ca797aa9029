import json

text = '{"a": [1, 2.5, NaN], "b": {"c": 10}}'
print(json.loads(text, object_hook=lambda d: sorted(d)))
print(json.loads(text, object_pairs_hook=lambda pairs: pairs))
print(json.loads(text, parse_float=lambda s: "f" + s, parse_int=lambda s: "i" + s, parse_constant=lambda s: "c" + s))
print(json.loads(b'["bytes"]'), json.loads(bytearray(b"[1]")))
