import json

data = {"list": [1, 2.25, None, True, "é\n"], "nested": {"deep": [[[]], {}]}, "big": 2**80, "neg": -1.5e-10}
for options in ({}, {"indent": 3}, {"ensure_ascii": False}, {"sort_keys": True}, {"separators": (",", ":")}):
    print(json.loads(json.dumps(data, **options)) == data)
