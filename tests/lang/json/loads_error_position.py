import json

try:
    json.loads('{\n  "a": 1,\n  "é": x\n}')
except json.JSONDecodeError as e:
    print(e.msg, e.pos, e.lineno, e.colno, e.doc[e.pos])
json.loads("[1, 2")
