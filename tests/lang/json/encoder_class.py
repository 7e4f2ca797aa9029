import json


class Encoder(json.JSONEncoder):
    def default(self, o):
        if isinstance(o, complex):
            return [o.real, o.imag]
        return super().default(o)


print(json.dumps({"z": 1 + 2j}, cls=Encoder), Encoder(indent=1).encode([2j]), "".join(Encoder().iterencode([1, 2])))
try:
    json.dumps(object(), cls=Encoder)
except TypeError as e:
    print(e)
